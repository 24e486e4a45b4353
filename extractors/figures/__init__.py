"""Figures: quantities that say whose, of what and for when they are.

One module an attribute: `measures` and `metrics` (of what), `changes` (level or change, against what), `subjects` (whose), `periods`
(for when), `modality` (actual, forecast, plan). `places` tells where the number stands; `reader` puts the answers together.
"""

from extractors.figures.model import FigureReading
from extractors.figures.reader import find_figures

__all__ = ["FigureReading", "find_figures"]
