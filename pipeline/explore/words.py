"""The words of the page in Korean and English."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@cache
def words(language: Language) -> Mapping[str, str]:
    """What stands behind each key of words.csv in *language*."""
    with (files("pipeline.explore") / "words.csv").open(encoding="utf-8") as lines:
        return {row["key"]: row[language] for row in csv.DictReader(lines)}


def teller(language: Language) -> Callable[..., str]:
    """A function from a key to its words. KeyError for a key without; `of` tells a word that a record may hold, as it is if need be."""
    known = words(language)

    def tell(key: str, of: str | None = None) -> str:
        return known[key] if of is None else known.get(f"{key}.{of}", of)

    return tell
