"""Heads of columns that say when, those that compare two of them, and the brackets below them that say which period it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
CORRECTED = re.compile(r"(?:정\s?정|변\s?경)\s?[전후]")
"""A head over what a filing said before it was corrected, or says now."""
PERIOD = re.compile(
    r"(?:19|20)\d{2}\.\s?[1-4]/4|(?:19|20)\d{2}\((?:1[0-2]|0?[1-9])\)|['’‘]?(?:19|20)?\d{2}\s?년도?|(?:19|20)\d{2}[AEFPaefp]?|['’‘]\d{2}(?:\.\s?\d{1,2})?\.?"
    rf"|(?:19|20)?\d{{2}}\.\s?{_MONTH}월?(?:말)?|{_MONTH}[./](?:3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|[1-4]Q(?:['’]?\d{2,4})?[AEFP]?|['’]?(?:20)?\d{2}\.?[1-4]Q[AEFP]?|[1-4]/4|[1-4]분기말?|\d{1,2}월말?"
    r"|제\s?\d{1,3}\s?\(?[당전]?\)?기(?:말|\s?\(.*\))?|[12]H\d{0,4}[AEFP]?|FY\s?\d{2,4}[AEFP]?|(?:전|당|차)(?:년도?|분기|월|기|주|일)말?|[상하]반기|누적|누계|금주|작년|지난해|올해|내년"
    rf"|{CORRECTED.pattern}"
)
TERM = re.compile(r"(?:당해|직전|전전|당|전)\s?(?:사업연도|연도|년도|기|분기|반기)말?")
"""A term of a company that heads a column of its filings."""
COMPARISON = re.compile(
    r"YoY|QoQ|MoM|WoW|DoD|YTD|\d{1,2}(?:[MWY]|개월)|.*(?:대비|증감[률율액폭]?|등락[률율폭]|증가[률율]|전년비|성장[률율])(?:[(\[].*)?",
    re.IGNORECASE,
)
SHARE = re.compile(r"(?:비중|구성비|점유율)(?:\s?\(%\))?")
"""A head over shares of what another column holds."""
_WHEN = re.compile(r"\(\s?(?:['’‘]?\d{2}|(?:19|20)\d{2})(?:[.년/]|Q|\s?[1-4](?:Q|분기)).{0,24}\)")
"""A bracket that says when: ('24.2Q), (2024년 4~6월), (2024.04.01 ~ 06.30)."""
_TURNED = re.compile(r"전환")
"""A head over words, whether a loss became a profit: 흑자적자전환여부."""


def noted_levels(heads: Sequence[str], notes: Sequence[str]) -> list[str]:
    """
    The heads, each of a level with the bracket that says when it was: ('24.2Q), ('24.1Q) below 당기실적, 전기실적, 전기대비증감율(%). Empty
    where there is not one period in brackets for each head that compares nothing.
    """
    levels = [number for number, head in enumerate(heads) if head and not COMPARISON.fullmatch(head) and not _TURNED.search(head)]
    if not notes or len(levels) == len(heads) or len(levels) != len(notes) or not all(map(_WHEN.fullmatch, notes)):
        return []
    told = dict(zip(levels, notes, strict=True))
    return [f"{head} {told[number]}" if number in told else head for number, head in enumerate(heads)]
