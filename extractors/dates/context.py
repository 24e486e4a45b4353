"""Where an expression stands: its block, its sentence, the tense of its clause, and what was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.dates.model import Point, Time, TimeMatch
from schemas import Block


def _syllables(final: int) -> str:
    """All Hangul syllables with that final consonant (jongseong index of Unicode): 20 is ㅆ, 8 is ㄹ."""
    return "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == final)


_PAST = (
    rf"(?:(?![있겠])[{_syllables(20)}](?=[다고으는던지만습음죠어네나기을었])"
    r"|(?:발표|출시|공개|체결|기록|결의|진행|설립|인수|개최|달성|착수|착공|완공|시행|도입|선정|신청|제출|확정|결정|취득"
    r"|상장|판매|생산|수출|수입|투자|출범|게재|지정|실시|참여|약속|선언|인도"
    r"|시작|종료|준공|개통|방문|밝|위축|급증|급락|급등|폭등|반등|증가|감소|상승|하락|마감|놀라게|보도|언급|열|내놓|내"
    r"|나온|나타|불거|터|치|떠오)(?:한|힌|린|은|난|온|진|른)(?=[ ,.])|게 한(?= )|(?<![안])된(?=[ ,])|에 ?따르면|한 바 있"
    r"|운 바 있)"
)
_AHEAD = (
    r"(?:예정|방침|구상|앞두|앞둔|검토|추진|겠[다습지]|계획(?!했|대로|보다|서)|전망(?!치|을 (?:웃|밑|상|하))|예상(?!치|을"
    r"|보다|외|대로|했)|목표(?!주가|가|치|했)|추정(?!치)"
    r"|기로(?= ?(?:했|하[고며는]|결정|합의|의결|확정|약속|계약|함))"
    rf"|[{_syllables(8)}](?:게요|게|[ ]?(?:거[야예다]|겁니다|건)|[ ]?것(?!으로 (?:알려|전해))|[ ]?수 있을|[ ]?듯|[ ]?계획"
    rf"|[ ]?예정|[ ]?전망|[ ]?방침|[ ]?가능성))"
)
_NOW = rf"[{_syllables(4)}]다(?=\.|\s*$)"
_CUE = re.compile(rf"(?P<past>{_PAST})|(?P<ahead>{_AHEAD})|(?P<now>{_NOW})")
DECIDED = "기로"
PRESENT = 2
"""A plain present (`14일 개막한다`): of a day it tells what comes, of a month or quarter nothing."""
_AHEAD_BEFORE = re.compile(r"(?:예정일|예정|기한|마감일|목표|계획|일정)(?:은|는|이|을|:| :)? ?$")
_SENTENCE_END = re.compile(r"(?<=[가-힣)\]”’\"'%])[.?!…]['\"”’)]?(?=\s)|\n|[。]")
_QUOTED = re.compile(r"[\"“][^\"”\n]{1,200}(?:[\"”]|$)")
_REPORTED = re.compile(
    r"(?:밝혔|말했|전했|보도했|발표했|설명했|강조했|공시했|내다봤|전망했|덧붙였|지적했|진단했|분석했|평가했|약속했|예고했"
    r"|답했|알렸)"
)
_WITHIN = re.compile(r" ?안(?:에|으로)(?![가-힣])| 내(?:에|로)?(?![가-힣])")
"""`상반기 안에`: it is not over yet."""
_SOURCE = re.compile(r"따르면|통해|집계|공시")
SOURCE_REACH = 30
REACH = 240
"""How far ahead a tense is looked for, in characters: a long Korean sentence."""
LONGEST_CUE = 20
"""No cue is longer, in characters."""
TOPIC = 40
"""How far from the start of its sentence the time of the main verb may stand, in characters."""
BACK = 24
"""How many expressions back an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands."""

    block: int
    """Index in the list of blocks."""
    block_start: int
    sentence_start: int
    sentence_end: int


@dataclass(slots=True)
class Context:
    """The text with its blocks and sentences, and the expressions resolved so far."""

    text: str
    blocks: Sequence[Block]
    spoken: list[tuple[TimeMatch, Time, Place]] = field(default_factory=list)
    by_block: dict[int, list[tuple[TimeMatch, Time, Place]]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _index: dict[int, int] = field(default_factory=dict)
    _stops: list[int] = field(default_factory=list)
    _cue: tuple[int, int, re.Match[str] | None] = (0, 0, None)

    def __post_init__(self) -> None:
        self._starts = [block.start_char for block in self.blocks]
        self._index = {block.ordinal: index for index, block in enumerate(self.blocks)}
        self._stops = [found.end() for found in _SENTENCE_END.finditer(self.text)]

    def place(self, match: TimeMatch) -> Place:
        """The block and the sentence of *match*."""
        block = bisect_right(self._starts, match.start) - 1
        block_start = self._starts[block] if block >= 0 else 0
        before = bisect_right(self._stops, match.start)
        begin = self._stops[before - 1] if before else 0
        after = bisect_left(self._stops, match.end)
        end = self._stops[after] if after < len(self._stops) else len(self.text)
        return Place(block, block_start, max(begin, block_start), end)

    def tense(self, match: TimeMatch, place: Place) -> int:
        """-1 where the clause of *match* tells of the past, +1 where it looks ahead, `PRESENT`, or 0 where nothing shows it."""
        if _AHEAD_BEFORE.search(self.text[max(place.sentence_start, match.start - 12) : match.start]):
            return 1
        if isinstance(match.node, Point) and _WITHIN.match(self.text, match.end):
            return 1
        stop = min(place.sentence_end, match.end + REACH)
        rest = self.text[match.end : stop]
        quoted = '"' in rest or "“" in rest
        if quoted:
            rest = _QUOTED.sub(" ", rest)
        if self._is_topic(match, place) and _REPORTED.search(rest):
            return -1
        found = _CUE.search(rest) if quoted else self._next_cue(match.end, stop)
        if found and found[0] == DECIDED and self._is_topic(match, place):
            return 0  # `A사는 7일 증산하기로 했다`: the day of the decision as often as that of the deed
        return {None: 0, "past": -1, "ahead": 1, "now": PRESENT}[found.lastgroup if found else None]

    def _next_cue(self, start: int, stop: int) -> re.Match[str] | None:
        """The first cue between *start* and *stop*; a cue found from further back is taken over, so none is looked for twice."""
        begun, ended, found = self._cue
        begin = start
        if begun <= start and found is not None and start <= found.start() and found.end() <= stop:
            return found
        if begun <= start < ended <= stop and found is None:
            begin = max(start, ended - LONGEST_CUE)
        found = _CUE.search(self.text, begin, stop)
        self._cue = (start, stop, found)
        return found

    def _is_topic(self, match: TimeMatch, place: Place) -> bool:
        """A bare day near the start of a sentence dates its main verb: `A사는 7일 … 할 계획이라고 밝혔다`."""
        node = match.node
        return (
            isinstance(node, Point) and bool(node.day) and match.start - place.sentence_start <= TOPIC and match.relation is None
        )

    def is_report_day(self, match: TimeMatch, place: Place) -> bool:
        """Whether *match* is the day something was said (`26일 한국은행에 따르면`), not one that figures are of."""
        node = match.node
        if not isinstance(node, Point) or node.grain != "day" or match.relation == "as_of":
            return False
        rest = self.text[match.end : min(place.sentence_end, match.end + REACH)]
        return bool(_SOURCE.search(rest[:SOURCE_REACH]) or _REPORTED.search(rest))

    def note(self, match: TimeMatch, time: Time, place: Place) -> None:
        """Remember a resolved expression."""
        self.spoken.append((match, time, place))
        self.by_block.setdefault(place.block, []).append((match, time, place))

    def ancestors(self, place: Place) -> Iterator[int]:
        """Indices of the blocks that govern the place, nearest first."""
        seen = set()
        block = self.blocks[place.block] if 0 <= place.block < len(self.blocks) else None
        while block is not None and block.parent is not None and block.parent not in seen:
            seen.add(block.parent)
            index = self._index.get(block.parent)
            if index is None:
                return
            yield index
            block = self.blocks[index]

    def antecedent(
        self, place: Place, accept: Callable[[TimeMatch, Time], bool], *, far: bool = True
    ) -> tuple[TimeMatch, Time, str] | None:
        """
        The nearest earlier expression that *accept* takes, with where it was found.

        The order is: the sentence, the block, the blocks that govern it (heading, caption, upper bullet), and with *far* what
        was said before. Each step looks back over at most `BACK` expressions, so the whole stays linear.
        """
        block = self.by_block.get(place.block, [])[-BACK:]
        for match, time, where in reversed(block):
            if accept(match, time):
                return match, time, "sentence" if where.sentence_start == place.sentence_start else "block"
        for index in self.ancestors(place):
            for match, time, _ in reversed(self.by_block.get(index, [])[-BACK:]):
                if accept(match, time):
                    return match, time, "heading"
        if far:
            for match, time, _ in reversed(self.spoken[-BACK:]):
                if accept(match, time):
                    return match, time, "block"
        return None
