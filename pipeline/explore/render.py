"""Templates: what a report says is text in them and never markup, and control characters that reorder text are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.explore import amounts
from pipeline.explore.words import Language, teller, words
from schemas.records import EventType

REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The marks and controls of bidirectional text (Unicode UAX 9): unseen, they would show a report's words in another order."""
VISIBLE = {ord(mark): f"[{unicodedata.name(mark).title()}]" for mark in REORDERING}


def visible(value: Any) -> Any:
    """What a template prints of *value*: nothing for None, and names in place of controls that reorder."""
    if value is None:
        return ""
    return value.translate(VISIBLE) if type(value) is str else value


@cache
def environment() -> Environment:
    """The templates of the page."""
    templates = Environment(
        loader=PackageLoader("pipeline.explore"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        days=amounts.days,
        web_address=web_address,
        split=split,
        event_types=get_args(EventType),
        known_words=words("ko"),
    )
    return templates


def render(template: str, language: Language, values: Mapping[str, Any]) -> str:
    """A page in *language*."""
    return (
        environment()
        .get_template(template)
        .render(
            t=teller(language),
            language=language,
            value_of=lambda row: amounts.value_of(row, language),
            compact=lambda number: amounts.compact(number, language),
            **values,
        )
    )


def split(sentence: str, terms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """*sentence* in pieces, each with whether it is one of *terms*."""
    if not terms:
        yield sentence, False
        return
    for part in re.split(f"({'|'.join(map(re.escape, terms))})", sentence, flags=re.IGNORECASE):
        if part:
            yield part, part.casefold() in terms


def web_address(url: str | None) -> str | None:
    """*url* where it is one of the web; a report's `javascript:` is no link."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def stylesheet() -> Markup:
    """The style sheet, for a file that stands alone; it is the project's own text."""
    return Markup((files("pipeline.explore") / "static" / "page.css").read_text("utf-8"))  # noqa: S704
