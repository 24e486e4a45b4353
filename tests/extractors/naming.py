"""What the tests of names find in a text, and how they write it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from extractors.knowledge import Knowledge
from extractors.language import package_language
from extractors.names import Name, NameFinder

find_names = NameFinder(Knowledge())


@cache
def analyse(text: str) -> Doc:
    return package_language().make_doc(text)


def written(text: str, names: list[Name] | None = None) -> str:
    """The names of a text as `삼성전자/ORG 미국/LOC`."""
    return " ".join(f"{text[name.start : name.end]}/{name.label}" for name in (names or find_names(analyse(text))))
