"""Where an expression stands: its block, its sentence, the tense of its clause, and what was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.dates.calendar import Days
from extractors.dates.model import Point, Time, TimeMatch
from extractors.lexicon import LEXICON
from schemas import Block


def syllables(final: int) -> str:
    """All Hangul syllables with that final consonant (jongseong index of Unicode): 20 is ㅆ, 8 is ㄹ."""
    return "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == final)


_PAST = (
    rf"(?:(?![있겠])[{syllables(20)}](?=[다고으는던지만습음죠어네나기을었])"
    rf"|{LEXICON.alternation('told')}(?:한|힌|린|은|난|온|진|른)(?=[ ,.])|게 한(?= )|(?<![안])된(?=[ ,])|에 ?따르면|한 바 있"
    r"|운 바 있)"
)
_FORESEEN = rf"{LEXICON.alternation('foreseen')}(?:됐|되었|했)(?:었|던)"
_AHEAD = (
    rf"(?:{LEXICON.alternation('ahead')}|겠[다습지]|계획(?!했|대로|보다|서)|전망(?!치|을 (?:웃|밑|상|하))|예상(?!치|을"
    r"|보다|외|대로|했|됐[었던])|목표(?!주가|가|치|했)|추정(?!치)"
    rf"|기로(?= ?(?:했|하[고며는]|{LEXICON.alternation('resolved_on')}|함))"
    rf"|[{syllables(8)}](?:게요|게|[ ]?(?:거[야예다]|겁니다|건)|[ ]?것(?!으로 (?:알려|전해|{_FORESEEN}))|[ ]?수 있을|[ ]?듯"
    rf"|[ ]?{LEXICON.alternation('ahead_bound')}))"
)
_NOW = rf"[{syllables(4)}]다(?=\.|\s*$)"
_CUE = re.compile(rf"(?P<past>{_PAST})|(?P<ahead>{_AHEAD})|(?P<now>{_NOW})")
EQUATED = re.compile(r"\s?[=＝]\s?(?=\S)")
"""Behind the date of an item of a chronology: `▲ 4월 11일 = 채권단, 자구계획 거부`."""
CHRONOLOGY, TOP = re.compile(LEXICON.alternation("chronology")), 200
"""What a report says at its top that tells day by day what took place, and the characters of its top."""
DECIDED = "기로"
PRESENT = 2
"""A plain present (`14일 개막한다`): of a day it tells what comes, of a month or quarter nothing."""
_AHEAD_BEFORE = re.compile(rf"{LEXICON.alternation('ahead_noun')}(?:은|는|이|을|:| :)? ?$")
_SENTENCE_END = re.compile(r"(?<=[가-힣)\]”’\"'%])[.?!…]['\"”’)]?(?=\s)|\n|[。]")
_QUOTED = re.compile(r"[\"“][^\"”\n]{1,200}(?:[\"”]|$)")
_REPORTED = re.compile(LEXICON.alternation("said_then"))
_TOLD_ON = re.compile(
    rf"(?P<now>[{syllables(4)}](?=다))?[다라자](?:고|며|면서) (?:지난 |이달 |지난달 )?(?:\d{{1,2}}월 )?\d{{1,2}}일 "
)
"""`착공식을 연다고 20일 밝혔다`: the telling has a day of its own, and the day before it is that of what is told."""
_TOLD_AHEAD = re.compile(rf"[{syllables(4)}]다(?:고|며|면서) ")
"""`13일 새 앱을 20일 출시한다고 밝혔다`: what is told in the present lies ahead of its telling."""
_WITHIN = re.compile(r" ?안(?:에|으로)(?![가-힣])| 내(?:에|로)?(?![가-힣])")
"""`상반기 안에`: it is not over yet."""
RECORD = re.compile(
    r" ?(?:\([^()\n]{0,40}\))? ?(?:[가-힣A-Za-z·]{1,10}(?:\([^()\n]{1,20}\))? ){0,4}?(?:[가-힣]{1,8} ?)?(?:이후|이래)(?:로|에)?,? "
    r"[^.\n]{0,40}?(?:만에|최대|최소|최고|최저|최장|처음|가장|역대|사상)"
)
"""Behind a time that a record is counted from: `1989년 통계 작성 이래 가장 높은`; nothing that follows is of it."""
BEST_SO_FAR = re.compile(
    r"(?:최고|최대|최저|최소|최다)(?:치|액|기록|실적|수준)?(?:[였이]었?던|인)\s?(?:지난해|작년|재작년|올해|지난)?\s?\Z|(?:종전|기존|직전)\s(?:최고|최대|최저|최소|최다)[가-힣]{0,3}\s?\(?\Z"
)
"""Before the time of what a record has outdone: `올해 최고치였던 9월 실적을 넘어섰다`."""
BEST_REACH = 20
_SOURCE = re.compile(LEXICON.alternation("source_cue"))
_DEFERRED = re.compile(rf"(?:으)?로 ?(?:{LEXICON.alternation('deferral')})")
"""`8월로 연기됐다`: what is put off lies ahead."""
_SCHEDULE = re.compile(r"(?:향후|앞으로의|이후) ?(?:추진 ?|세부 ?|주요 ?)?(?:일정|계획)")
"""A heading above what lies ahead: 향후 일정."""
SOURCE_REACH = 30
_ADNOMINAL_PAST = re.compile(r"된|게 한|[가-힣]{1,3}(?:한|힌|린|은|난|온|진|른)")
"""A past that only describes the noun behind it."""
_CONNECTIVE = re.compile(r"[가-힣](?:며|고),? ")
REACH = 240
"""How far ahead a tense is looked for, in characters: a long Korean sentence."""
LONGEST_CUE = 20
"""No cue is longer, in characters."""
TOPIC = 40
"""How far from the start of its sentence the time of the main verb may stand, in characters."""
BACK = 24
"""How many expressions back an antecedent is looked for."""


def is_best_so_far(text: str, at: int) -> bool:
    """Whether the time at *at* is that of what a record has outdone."""
    return BEST_SO_FAR.search(text, max(0, at - BEST_REACH), at) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands."""

    block: int
    """Index in the list of blocks."""
    block_start: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """An expression that later ones may count from: its days are known, and it is not what something is compared with."""

    match: TimeMatch
    time: Time
    place: Place
    days: Days

    @property
    def point(self) -> Point | None:
        """The point it is, or begins with."""
        return self.match.point


@dataclass(slots=True)
class Context:
    """The text with its blocks and sentences, and the expressions resolved so far."""

    text: str
    blocks: Sequence[Block]
    runs: Mapping[int, Point] = field(default_factory=dict)
    """Where a month or quarter of a run stands (1분기, 2분기, 3분기) → the last of the run."""
    spoken: list[Spoken] = field(default_factory=list)
    by_block: dict[int, list[Spoken]] = field(default_factory=dict)
    _starts: list[int] = field(init=False)
    _index: dict[int, int] = field(init=False)
    _stops: list[int] = field(init=False)
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
        if EQUATED.match(self.text, match.end) and CHRONOLOGY.search(self.text, 0, TOP):
            return -1
        if _AHEAD_BEFORE.search(self.text[max(place.sentence_start, match.start - 12) : match.start]):
            return 1
        if isinstance(match.node, Point) and (_WITHIN.match(self.text, match.end) or _DEFERRED.match(self.text, match.end)):
            return 1
        stop = min(place.sentence_end, match.end + REACH)
        rest = self.text[match.end : stop]
        quoted = '"' in rest or "“" in rest
        if quoted:
            rest = _QUOTED.sub(" ", rest)
        told_on = _TOLD_ON.search(rest)
        if told_on and told_on["now"] and not _CUE.search(rest, 0, told_on.start()):
            return PRESENT
        ahead = _TOLD_AHEAD.search(rest) if self._has_day(place) else None
        if told_on is None and ahead and not _CUE.search(rest, 0, ahead.start()):
            return PRESENT
        if told_on is None and self._is_topic(match, place) and _REPORTED.search(rest):
            return -1
        found = _CUE.search(rest) if quoted else self._next_cue(match.end, stop)
        if (
            found
            and _ADNOMINAL_PAST.fullmatch(found[0])
            and _CONNECTIVE.search(found.string, 0 if quoted else match.end, found.start())
        ):
            found = _CUE.search(
                found.string, found.end(), len(rest) if quoted else stop
            )  # `6월에 공지하며, 선정된 제품은 전시될 예정이다`
        if found and found[0] == DECIDED and self._is_topic(match, place):
            return 0  # `A사는 7일 증산하기로 했다`: the day of the decision as often as that of the deed
        if found is None:
            return 1 if self._is_scheduled(place) else 0
        return {"past": -1, "ahead": 1, "now": PRESENT}[found.lastgroup or ""]

    def _is_scheduled(self, place: Place) -> bool:
        """Whether a heading above says that what is listed lies ahead: 향후 일정."""
        above = (self.blocks[index] for index in self.ancestors(place))
        return any(block.kind == "heading" and _SCHEDULE.search(self.text, block.start_char, block.end_char) for block in above)

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

    def _has_day(self, place: Place) -> bool:
        """Whether an earlier day of the sentence is known, which is that of the telling."""
        last = next(reversed(self.by_block.get(place.block, [])), None)
        return last is not None and last.place.sentence_start == place.sentence_start and last.time.grain == "day"

    def is_report_day(self, match: TimeMatch, place: Place) -> bool:
        """Whether *match* is the day something was said (`26일 한국은행에 따르면`), not one that figures are of."""
        node = match.node
        if not isinstance(node, Point) or node.grain != "day" or match.relation == "as_of":
            return False
        rest = self.text[match.end : min(place.sentence_end, match.end + REACH)]
        return bool(_SOURCE.search(rest[:SOURCE_REACH]) or (_REPORTED.search(rest) and not _TOLD_ON.search(rest)))

    def note(self, match: TimeMatch, time: Time, place: Place) -> None:
        """Remember an expression that later ones may count from."""
        if time.start_on is None or time.end_on is None or (_is_compared_with(match) and not is_since_new_year(match)):
            return
        if RECORD.match(self.text, match.end) is not None or is_best_so_far(self.text, match.start):
            return
        spoken = Spoken(match, time, place, (time.start_on, time.end_on))
        self.spoken.append(spoken)
        self.by_block.setdefault(place.block, []).append(spoken)

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

    def antecedent(self, place: Place, accept: Callable[[Spoken], bool], *, far: bool = True) -> tuple[Spoken, str] | None:
        """
        The nearest earlier expression that *accept* takes, with where it was found.

        The order is: the sentence, the block, the blocks that govern it (heading, caption, upper bullet), and with *far* what
        was said before. Each step looks back over at most `BACK` expressions, so the whole stays linear.
        """
        for spoken in reversed(self.by_block.get(place.block, [])[-BACK:]):
            if accept(spoken):
                return spoken, "sentence" if spoken.place.sentence_start == place.sentence_start else "block"
        for index in self.ancestors(place):
            for spoken in reversed(self.by_block.get(index, [])[-BACK:]):
                if accept(spoken):
                    return spoken, "heading"
        before = reversed(self.spoken[-BACK:]) if far else ()
        return next(((spoken, "block") for spoken in before if accept(spoken)), None)


def _is_compared_with(match: TimeMatch) -> bool:
    """작년 3분기보다, 전월, 전년 동기: what is compared with, never what is spoken of."""
    node = match.node
    previous = isinstance(node, Point) and (node.base == "previous" or (node.base == "same" and node.offset != ("year", 0)))
    return previous or match.relation == "comparison"


def is_since_new_year(match: TimeMatch) -> bool:
    """`연초 대비`: what follows speaks of the time since then."""
    node = match.node
    return isinstance(node, Point) and node.part == "early" and node.offset == ("year", 0) and not node.month
