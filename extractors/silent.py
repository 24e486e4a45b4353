"""Digits that state no quantity, whatever stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon import LEXICON

_ADDRESSES = re.compile(r"(?:https?://|www\.)[^\s가-힣]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
_THRESHOLD_FORM = re.compile(rf"{LEXICON.alternation('threshold_form')} ?\d+% ?(?:\([^()\n]{{0,30}}\))?")
"""The name of a filing states from what change on it has to be made, and no figure."""
_PHONES = re.compile(
    r"(?<![\d,.])(?:\(0\d{1,2}\) ?|0\d{1,2}[-.) ]{1,2})\d{3,4}[- ]\d{4}(?!\d)|(?<![\d,.-])1[5-8]\d\d-\d{4}(?!\d)"
)


def silent_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where digits state nothing: addresses, phone numbers, the thresholds that the name of a filing tells."""
    yield from (match.span() for match in _THRESHOLD_FORM.finditer(text))
    if "://" in text or "www." in text or "@" in text:
        yield from (match.span() for match in _ADDRESSES.finditer(text))
    yield from (match.span() for match in _PHONES.finditer(text))
