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
THRESHOLDS = {"ORG": 0.95, "PRODUCT": 0.8, "EVENT": 0.8, "POLICY": 0.7}
"""
From which confidence on a label is believed; a label that is not here never is.

Chosen with benchmarks/names.py, so that the model helps where the gazetteer knows no company and no product. People and places
are found better by rules and tables: the model joins `경남 창원` and takes foreign companies for people.
"""
NEVER = 2.0
"""A confidence that nothing has."""


class MissingWeightsError(RuntimeError):
    """The folder of weights is not there, or is none."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path} holds no name model. Train it (about ten minutes): "
            f"python -m training names --data DIR --out {self.path}"
        )


def find_with_model(doc: Doc) -> list[Name]:
    """
    The names that the model is sure enough of, in text order and without overlaps; none of them is linked yet.

    Raises `MissingWeightsError` where the weights are missing. The first call in a process reads them (about a second).
    """
    text, common = doc._.source_text, common_nouns(doc)
    return [
        Name(found.start, found.end, found.label, None, "model", found.confidence)
        for found in tagger().found(doc, "sasil")["sasil"]
        if found.confidence >= THRESHOLDS.get(found.label, NEVER)
        and (found.start, found.end) not in common
        and looks_like_a_name(text[found.start : found.end])
    ]


def common_nouns(doc: Doc) -> set[tuple[int, int]]:
    """
    Where a common noun stands that Kiwi knows, alone or with a suffix: 정부, 지방비, 산업별.

    They are no names, however sure the model is.
    """
    found, previous = set(), None
    for morpheme in doc._.morphemes:
        if morpheme.tag == "NNG" and not morpheme.oov:
            found.add((morpheme.start, morpheme.end))
        elif morpheme.tag == "XSN" and previous is not None and previous.tag == "NNG" and not previous.oov:
            found.add((previous.start, morpheme.end))
        previous = morpheme
    return found


def looks_like_a_name(surface: str) -> bool:
    """
    Whether a surface can be a name by its looks.

    An abbreviation does not tell: LLM, SaaS and ELS look like SMIC, so only tables and rules decide. An amount is none.
    """
    capitals, digits = sum(map(str.isupper, surface)), sum(map(str.isdigit, surface))
    abbreviation = surface.isascii() and 2 * capitals >= len(surface)
    return not abbreviation and 2 * digits <= len(surface)


@functools.cache
def tagger() -> NameTagger:
    """The component of the weights in this package, read once a process."""
    found: NameTagger = load(WEIGHTS).get_pipe(FACTORY)
    return found


def load(path: Path) -> Language:
    """The pipeline in *path*. Raises `MissingWeightsError` where there is none."""
    import extractors.tokenizer  # noqa: F401 - registers the tokenizer under its name

    if not (path / "meta.json").exists():
        raise MissingWeightsError(str(path))
    return spacy.load(path)
