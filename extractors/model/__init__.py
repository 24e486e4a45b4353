"""The trained name model: `find_with_model` reads a Doc of Kiwi's tokens; README.md is its model card."""

from __future__ import annotations

import functools
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.model.tagger import FACTORY, NameTagger
from extractors.names.spans import Name

__all__ = ["WEIGHTS", "MissingWeightsError", "find_with_model", "load"]

WEIGHTS = Path(__file__).with_name("weights")
THRESHOLDS = {"ORG": 0.5, "PERSON": 0.5, "LOC": 0.5, "PRODUCT": 0.5, "EVENT": 0.5, "POLICY": 0.5}


class MissingWeightsError(RuntimeError):
    """The folder of weights is not there, or is none."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path} holds no name model. Train it (about ten minutes): "
            f"python -m extractors.model.training --data DIR --out {self.path}"
        )


def find_with_model(doc: Doc) -> list[Name]:
    """
    The names that the model is sure enough of, in text order and without overlaps; none of them is linked yet.

    Raises `MissingWeightsError` where the weights are missing. The first call in a process reads them (about a second).
    """
    return [
        Name(found.start, found.end, found.label, None, "model", found.confidence)
        for found in tagger().found(doc)["sasil"]
        if found.confidence >= THRESHOLDS.get(found.label, 1.0)
    ]


@functools.cache
def tagger() -> NameTagger:
    """The component of the weights in this package, read once a process."""
    found: NameTagger = load(WEIGHTS).get_pipe(FACTORY)
    return found


def load(path: Path) -> Language:
    """The pipeline in *path*. Raises `MissingWeightsError` where there is none."""
    import extractors.language  # noqa: F401 - registers the tokenizer; it may itself import this module

    if not (path / "meta.json").exists():
        raise MissingWeightsError(str(path))
    return spacy.load(path)
