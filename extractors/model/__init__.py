"""The trained name model: a tagger of Kiwi's tokens, and which of its findings are believed; README.md is its model card."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

import spacy
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from extractors.analyser import Morpheme
from extractors.lexicon import LEXICON
from extractors.model.tagger import FACTORY, NameTagger
from extractors.names.spans import Name

__all__ = ["FACTORY", "WEIGHTS", "MissingWeightsError", "load", "read_tagger", "trusted_names"]

WEIGHTS = Path(__file__).with_name("weights")
THRESHOLDS = {"ORG": 0.95, "PRODUCT": 0.8, "EVENT": 0.8, "POLICY": 0.85}
"""
From which confidence on a label is believed; a label that is not here never is.

Chosen with benchmarks/names.py, so that the model helps where the gazetteer knows no company and no product. People and places
are found better by rules and tables: the model joins `경남 창원` and takes foreign companies for people.
"""
HEAD = "sasil"
"""The head whose labels are those of our records."""
NEVER = 2.0
"""A confidence that nothing has."""
_KIND = re.compile(rf"{LEXICON.alternation('kind of thing')}\Z")
"""At the end of a thing that Kiwi has no word for, and of no firm: 원자층증착장비."""

_GOES_ON = re.compile(rf"\s?{LEXICON.alternation('project noun')}")
"""Behind words that are not the whole name of a policy, if they are one: 농어촌 기본소득 시범사업."""


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


def trusted_names(doc: Doc) -> list[Name]:
    """The tagger's names that it is sure enough of, in text order and without overlaps; none of them is linked yet."""
    if HEAD not in doc.spans:
        return []
    group = doc.spans[HEAD]
    return [
        Name(span.start_char, span.end_char, span.label_, None, "model", confidence)
        for span, confidence in zip(group, group.attrs["scores"], strict=True)
        if confidence >= THRESHOLDS.get(span.label_, NEVER)
        and not is_common_noun(doc._.morphemes, span.start_char, span.end_char)
        and looks_like_a_name(span.text)
        and not (span.label_ == "ORG" and _KIND.search(span.text))
        and not (span.label_ == "POLICY" and _GOES_ON.match(doc._.source_text, span.end_char))
    ]


def is_common_noun(morphemes: Sequence[Morpheme], start: int, end: int) -> bool:
    """
    Whether [start, end) is a common noun that Kiwi knows, alone or with a suffix: 정부, 지방비, 산업별.

    Those are no names, however sure the model is.
    """
    for at in range(bisect_left(morphemes, start, key=attrgetter("start")), len(morphemes)):
        noun, behind = morphemes[at], morphemes[at + 1] if at + 1 < len(morphemes) else None
        if noun.start != start:
            return False
        suffixed = behind is not None and behind.tag == "XSN" and behind.end == end
        if noun.tag == "NNG" and not noun.oov and (noun.end == end or suffixed):
            return True
    return False


def looks_like_a_name(surface: str) -> bool:
    """
    Whether a surface can be a name by its looks.

    An abbreviation does not tell: LLM, SaaS and ELS look like SMIC, so only tables and rules decide. An amount is none.
    """
    capitals, digits = sum(map(str.isupper, surface)), sum(map(str.isdigit, surface))
    abbreviation = surface.isascii() and 2 * capitals >= len(surface)
    return not abbreviation and 2 * digits <= len(surface)


def read_tagger(nlp: Language, path: Path = WEIGHTS) -> NameTagger:
    """Add the trained tagger in *path* to *nlp*, for the labels of our records. Raises `MissingWeightsError` where there is none."""
    if not (path / "meta.json").exists():
        raise MissingWeightsError(str(path))
    config = {**util.load_config(path / "config.cfg")["components"][FACTORY], "writes": [HEAD]}
    del config["factory"]
    found: NameTagger = nlp.add_pipe(FACTORY, config=config)
    return found.from_disk(path / FACTORY)


def load(path: Path) -> Language:
    """The pipeline in *path*. Raises `MissingWeightsError` where there is none."""
    import extractors.tokenizer  # noqa: F401 - registers the tokenizer under its name

    if not (path / "meta.json").exists():
        raise MissingWeightsError(str(path))
    return spacy.load(path)
