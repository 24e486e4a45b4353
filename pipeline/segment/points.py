"""Lines that hold several points or items of a note, which stood in lines of their own."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.lexicon import LEXICON
from pipeline.segment.flat import LONGEST_LABEL
from pipeline.segment.lines import Line

FEWEST_ITEMS = 2
SHORTEST_ITEM = 12
"""Characters of each item at least where a line is cut at bullets: `□ 예 □ 아니오` is none."""
_NOTE_ENDS = "|".join(
    f"(?<={word})" for word in ("다", "[음함임됨큼짐]", *LEXICON.words("note ending", "rise_told", "fall_told"))
)
_POINT = re.compile(rf"(?:{_NOTE_ENDS})\.?\s(?P<point>-\s)(?=[가-힣A-Z\d])")
"""Where a point of a note begins behind the ending of the one before: `… 전망 - 이자이익은`."""
_BULLETS = "□○◯◦■●◇◆▪▣ㅇ"
_BULLET = re.compile(f"[{_BULLETS}]")
_BULLETED = re.compile(
    rf"(?:(?<=[\s>])(?<![:：,]\s)(?P<apart>[{_BULLETS}])|(?:(?:{_NOTE_ENDS})\.?|[.\])])(?P<glued>[{_BULLETS}]))(?=\s?[가-힣A-Z(\[‘'’]|\s\d)"
)
"""A bullet in a line, behind a blank or right behind the end of what stands before it: `… 12% 증가□ (수출) …`."""


def points_of(line: Line) -> list[str]:
    """
    A long line cut at the points of a note in it, behind the endings of notes (`… 전망 - 이자이익은 … 기인 - 대출은 …`), and at the bullets of
    items that lost their lines: `□ 수출은 12% 증가 ○ (반도체) … 감소□ 수입은 …`.
    """
    if line.width <= LONGEST_LABEL * 2 or line.heading or "|" in line.raw:
        return []
    marked = _BULLET.search(line.raw) is not None  # few long lines have one
    bullets = [match.start(match.lastgroup or 0) for match in _BULLETED.finditer(line.raw)] if marked else []
    several = len(bullets) + (line.raw[0] in _BULLETS) >= FEWEST_ITEMS
    bulleted = several and all(b - a >= SHORTEST_ITEM for a, b in pairwise([*bullets, len(line.raw)]))
    starts = [match.start("point") for match in _POINT.finditer(line.raw)] if line.raw.count(" - ") >= FEWEST_ITEMS else []
    starts = sorted({*(bullets if bulleted else ()), *(starts if len(starts) >= FEWEST_ITEMS else ())})
    return [piece for a, b in pairwise([0, *starts, len(line.raw)]) if (piece := line.raw[a:b].strip())] if starts else []
