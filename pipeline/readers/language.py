"""Which language a text is in, and characters that were read with the wrong encoding before the text was saved."""

from __future__ import annotations

import re
from typing import NamedTuple

SAMPLE = 50_000
"""Characters that are looked at."""
FEW_LETTERS = 200
"""Shorter texts are taken for Korean: names and codes alone tell no language."""
KOREAN_SHARE = 0.05
"""Of the letters; a Korean report may quote whole tables and names in other scripts."""

_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]")
_KANA = re.compile("[ぁ-ヿ]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|for|is|that)\b", re.IGNORECASE)
_FREQUENT = re.compile("[이다는의에을가고지하를로서은한기사도시리대자인일어과부정전해상]")
_LATIN_1 = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_LOST = re.compile("\ufffd")


class Repaired(NamedTuple):
    """A text, and what was put right or is beyond that."""

    text: str
    note: str | None = None
    lost: str | None = None
    """Why its characters cannot be had back."""


def language_of(text: str) -> str:
    """ISO 639-1 of *text*, told by its script; `und` for Latin letters that are no English, and for scripts not known here."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < FEW_LETTERS or len(_HANGUL.findall(sample)) >= KOREAN_SHARE * letters:
        return "ko"
    if len(_KANA.findall(sample)) >= KOREAN_SHARE * letters:
        return "ja"
    if len(_HAN.findall(sample)) >= 0.3 * letters:
        return "zh"
    if len(_ENGLISH.findall(sample)) * 40 >= letters / 5 and len(_LATIN.findall(sample)) >= 0.9 * letters:
        return "en"
    return "und"


def repair(text: str) -> Repaired:
    """*text* with its characters as they were written, where they were read with a wrong encoding and every one can be had back."""
    sample = text[:SAMPLE]
    if len(_LOST.findall(sample)) * 100 > len(sample):
        return Repaired(text, lost="its characters were lost when it was read with the wrong encoding (U+FFFD)")
    if len(_HANGUL.findall(sample)) * 4 < len(_LATIN_1.findall(sample)) and len(_LATIN_1.findall(sample)) * 3 > len(
        sample.strip()
    ):
        return _turned_back(text, ("cp1252", "latin-1"), ("utf-8", "cp949"))
    if len(_HAN.findall(sample)) * 3 > len(_LETTER.findall(sample)) and _reads_korean(
        sample.encode("cp949", "replace").decode("utf-8", "replace")
    ):
        return _turned_back(text, ("cp949",), ("utf-8",))
    return Repaired(text)


def _turned_back(text: str, read_as: tuple[str, ...], written_in: tuple[str, ...]) -> Repaired:
    for wrong in read_as:
        for right in written_in:
            try:
                again = text.encode(wrong).decode(right)
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            if _reads_korean(again):
                return Repaired(again, note=f"{right} text that was read as {wrong}; repaired")
    if any(
        _reads_korean(text[:SAMPLE].encode(wrong, "replace").decode(right, "replace"))
        for wrong in read_as
        for right in written_in
    ):
        return Repaired(text, lost=f"{written_in[0]} text that was read as {read_as[0]} and saved; some characters are lost")
    return Repaired(text)


def _reads_korean(text: str) -> bool:
    """Whether at least a third of the letters is Hangul, of the frequent sort."""
    hangul, letters = len(_HANGUL.findall(text)), len(_LETTER.findall(text))
    return hangul * 3 >= letters > 0 and len(_FREQUENT.findall(text)) * 8 >= hangul
