"""Where rules end: a linear model says which event the trigger of a clause carries, or that it carries none.

`python -m training events` writes `weights.npz`; `classify` reads them when first asked.
"""

from extractors.events.model.classifier import LABELS, NONE, classify

__all__ = ["LABELS", "NONE", "classify"]
