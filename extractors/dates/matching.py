"""Finding time expressions in a text: what is written, before any day is known."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates.forms import AS_OF, MEASURED_IN, WEEKDAY_BRACKET, Reading, is_dotted_day
from extractors.dates.lengths import Marked, read_length, read_marked, read_vague
from extractors.dates.model import Anchored, Away, Length, Node, Point, Repeated, Span, TimeMatch
from extractors.dates.points import SAME, read_point, read_word
from extractors.dates.terms import with_terms
from extractors.dates.units import CONTRACT, TILDE
from extractors.dates.words import COUNTERS, NAMES, WEEKDAYS, WORDS, Word
from extractors.lexicon import LEXICON

_CELL = r" ?\| ?(?:\n? ?\| ?){0,3}"
"""A form may put 부터 into a cell or a line of its own."""
_CONNECT = re.compile(
    rf"(?P<from>(?:[ ,\n]|{_CELL})?부터(?: 시작해)?(?:{_CELL}|[ ,\n]{{0,2}}))|(?P<between>에서 ?)|(?P<and>[과와] ?)"
    rf"|(?P<tilde>\.?(?: ?[~∼〜～]\n|\n[~∼〜～] ?|{TILDE}))"
)
_UNTIL = re.compile(rf"(?:[ \n]|{_CELL})?까지| ?사이")
_BETWEEN = re.compile(r" ?사이")
_LENGTH_TAIL = re.compile(r" ?(?:간(?![가-힣담])|간(?=의|은|에|으)|동안|연속|에 ?걸쳐)")
_LENGTH_OF_WEEKS = re.compile("(?<=주간)")
"""`3일부터 2주간`: the 간 is part of the unit."""
_OPENING = re.compile(r" ?\(")
_TRAILING = re.compile(r"(?P<n>1?\d|24)(?P<u>[YMW])(?![A-Za-z0-9])")
_TRAILING_NEAR = re.compile(r"%|수익률|상승률|등락률|변동률|YTD|목표주가|Fwd|fwd|선행|\d[YMW]\b")
_TRAILING_AHEAD = re.compile(r"목표주가|[Ff]wd|선행")
_COMPARISON = re.compile(
    r"(?: ?\([^()\n]{0,40}\))?(?: ?(?:말|초|실적|매출액?|수준|평균|때|누적|누계))?"
    r"(?:의?(?: [△-]?\d[\d,.]{0,12}[^\s\d().,]{0,6}){1,3})?(?: ?대비|보다|에 ?비해|에 ?비하면"
    r"|[와과](?:는)? ?(?:비교|견주|견줘|비슷|같은|유사|동일한|달리|마찬가지)"
    r"|에 ?견주|의 (?:약 )?[\d.,]+ ?배|의 (?:두|세|네|다섯|여섯|열|몇) ?(?:배|곱)|比|비(?= ))"
)
_SINCE = re.compile(r" ?(?:이후|부터|들어|이래)")
_DELIVERY = re.compile(rf"(?:{CONTRACT}| ?인도분| 물(?= (?:금|은|구리|원유|브렌트|WTI|국제|서부))| 인도(?= (?:서부|WTI|브렌트)))")
"""Behind the month in which what is traded forward is delivered: `12월 인도분 원유`, `9월물`, but no `9월 물가`."""

# where an expression may begin -----------------------------------------------------------------------------------------------

_NUMBER_HEAD = re.compile(
    r"\d{8}(?!\d)|20\d{4}(?!\d)|(?:19[5-9]|20[0-6])\d(?: (?=[가-힣A-Z])|\))|(?!\d{1,4}\.\d{1,3} ?[%배억조만원p])\d{1,4}(?:\.\d{1,3})?(?:st|nd|rd|th)?"
    r"(?: ?[년年월月일日주분시초개달거영세반여사회상하]| ?학년도|박 ?\d| ?[~∼〜～\-–—./·∙・ㆍ‧] ?['’‘`]?\d|, ?\d{1,2} ?월| ?[QHFEAPYMW]"
    r"| [1-4](?:/4)? ?분기| \d{1,2} ?월| [A-Z]| ?[|:\n]| ?$"
    rf"| ?\((?:{LEXICON.alternation('period_note')}|[A-Za-z]|{MEASURED_IN})\)| ?\(\d{{1,2}}[~∼〜～-]\d|\((?:1[0-2]|0[1-9])\)|\) ?\d"
    r"|\. ?\d\d?\([a-zA-Z]\)|-[QH]| [1-4](?:[QH]|[~-][1-4]Q)"
    r"|\. ?[상하上下]|[efpar]?[*†]* *(?:[|\n]|$)"
    r"|[ M](?:0[1-9]|1[0-2]) *(?:[|)\n]|$))"
)
"""What follows a number that may be time; most numbers of a report are amounts and end here."""
_OPENERS = (
    "영업일",
    "지금",
    "회계연도",
    "현 회계연도",
    "당해 회계연도",
    "직전 회계연도",
    "차기 회계연도",
    "상반기",
    "하반기",
    "반기",
    "상하",
    "상·하",
    "上半期",
    "下半期",
    *(f"{day}요일" for day in WEEKDAYS),
)
_NEVER_OPEN = ("length_unit", "mark", "season", "ordinal", "counter")
_SPOKEN = "일이삼사오육유칠팔구십시천백"


def _seconds() -> dict[str, frozenset[str]]:
    """The letters that may follow each Hangul letter an expression begins with."""
    seconds: dict[str, set[str]] = {}
    openers = (word.surface for word in WORDS if word.role not in _NEVER_OPEN and (word.role != "part" or len(word.surface) > 1))
    for surface in (surface.replace("_", " ") for surface in (*openers, *_OPENERS, *(name for name, _ in NAMES))):
        if not surface[0].isdecimal():
            following = seconds.setdefault(surface[0], set())
            following.update({surface[1], surface[1:].lstrip()[0]} if len(surface) > 1 else " 0123456789상하봄여가겨연추설")
    for counter in COUNTERS:
        seconds.setdefault(counter[0], set()).update(counter[1:2] or " 달해시주개분반")
    for letter in _SPOKEN:
        seconds.setdefault(letter, set()).update(_SPOKEN + "년월일주개분사 ")
    seconds.setdefault("제", set()).update("1234")
    return {first: frozenset(rest) for first, rest in seconds.items()}


_SECONDS = _seconds()
_START = re.compile(
    rf"\d+|[{''.join(_SECONDS)}]|FY|CY|Q[1-4]|H[12]|YTD|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|['’‘`](?=\d)"
)
_NAME = re.compile("|".join(re.escape(name) for name, _ in sorted(NAMES, key=lambda row: -len(row[0]))))


def find_times(text: str) -> list[TimeMatch]:
    """Time expressions of *text* in text order, without overlaps. Linear: each start is tried once, each try is bounded."""
    found: list[TimeMatch] = []
    last = 0
    for start in _START.finditer(text):
        at = start.start()
        if at < last or not _may_begin(text, at):
            continue
        if (name := _NAME.match(text, at)) is not None:
            last = name.end()
        elif (match := _read(text, at)) is not None:
            found.append(match)
            last = match.end
    return with_terms(text, found)


_HANGUL = re.compile(r"[가-힣]")
_LISTED = re.compile(r"(?:19|20)\d\d ?(?:년|[./]|[상하]반기|[1-4]분기)|\d{1,2} ?(?:[월일]|분기|년 ?\d)(?![가-힣]*째)")
"""`▲2023년 착공 ▲5월 준공`: a bullet, not a sign."""
_CLOCK_BEFORE = re.compile(r"\d시 ?(?:\d{1,2}분 ?)?$")
_BEFORE_CHRIST = re.compile(r"(?:기원전|BC|B\.C\.) ?$")


def _may_begin(text: str, at: int) -> bool:
    """Whether an expression may begin at *at*: not inside a word, a number, a code or a decimal."""
    letter = text[at]
    following = _SECONDS.get(letter)
    if following is not None:
        if text[at + 1 : at + 2] not in following:
            return False
    elif "0" <= letter <= "9" and not _NUMBER_HEAD.match(text, at):
        return False
    if at == 0:
        return True
    before = text[at - 1]
    if letter.isdecimal():
        return _may_begin_number(text, at, before)
    if letter in "'’‘`":
        return not (before.isalnum() and before.isascii())
    if letter.isascii():
        return not before.isascii() or not (before.isalnum() or before in "_-")
    return not (_HANGUL.match(before) or before.isalnum())


def _may_begin_number(text: str, at: int, before: str) -> bool:
    if before.isascii() and (before.isalnum() or before in "_$#%@&+="):
        return False
    if before in "△▲▼":
        return bool(_LISTED.match(text, at))
    if before in "제₩€¥£" or (before in "시분 " and _CLOCK_BEFORE.search(text, max(0, at - 8), at)):
        return False
    if before in "전C. " and _BEFORE_CHRIST.search(text, max(0, at - 6), at):
        return False
    if before not in ".,/:-·∙・~∼〜～–" or at < 2:
        return True
    further = text[at - 2]
    return not (further.isdecimal() or (further.isascii() and further.isalpha() and before in "-._/:"))


# expressions ------------------------------------------------------------------------------------------------------------------


def _read(text: str, at: int) -> TimeMatch | None:
    """The expression that begins at *at*."""
    if vague := read_vague(text, at):
        return TimeMatch(at, vague[1], vague[0], vague[2])
    if not is_dotted_day(text, at) and (marked := read_marked(text, at)) and (match := _read_length(text, at, marked)):
        return match
    if repeated := read_word(text, at, _REPEAT):
        return _repeated(text, at, *repeated)
    reading = _read_span(text, at)
    if reading is None:
        return _read_trailing(text, at)
    stated, end = _read_bracket(text, reading)
    return TimeMatch(at, end, reading.node, reading.units, stated, _relation(text, end))


def _read_length(text: str, at: int, marked: Marked) -> TimeMatch | None:
    """A marked length, with what stands behind it; `None` where the same letters name more as a date."""
    node, end, rule = marked
    if isinstance(node, Anchored) and (bracket := _stated_years(text, end)):
        return TimeMatch(at, bracket[1], node, rule, bracket[0], _relation(text, bracket[1]))
    if isinstance(node, Away) and (finer := _finer_than_away(text, node, end)):
        return TimeMatch(at, finer.end, finer.node, "away_" + finer.units, relation=_relation(text, finer.end))
    point = _read_span(text, at) if isinstance(node, Length) and rule == "length" else None
    as_day = point is not None and point.end == end and isinstance(node, Length) and node.grain == "day"
    if point is None or point.end < end or as_day:
        return TimeMatch(at, end, node, rule, relation=_relation(text, end))
    return None


_REPEAT = frozenset({"repeat"})
_REPEATED_ON = {
    "week": re.compile(r" [월화수목금토일]요일"),
    "month": re.compile(r" \d{1,2}일|(?: 말| 초)(?![가-힣])"),
    "year": re.compile(r" \d{1,2}월(?: \d{1,2}일| 초| 말)?| [상하]반기| [1-4]분기"),
}


def _repeated(text: str, at: int, word: Word, end: int) -> TimeMatch:
    """매월 10일 and 매주 월요일 are one expression."""
    on = _REPEATED_ON[word.unit].match(text, end) if word.unit in _REPEATED_ON else None
    return TimeMatch(at, on.end() if on else end, Repeated(word.unit, int(word.amount)), "repeated")


def _finer_than_away(text: str, node: Away, end: int) -> Reading | None:
    """3년 전 12월: the month of that year."""
    length = node.length
    if (
        node.event
        or node.start
        or len(length.parts) > 1
        or length.high is not None
        or length.grain != "year"
        or text[end : end + 1] != " "
    ):
        return None
    back = round(node.direction * length.parts[0][1])
    if same := read_word(text, end + 1, SAME):
        return Reading(Point(offset=("year", back), base="same", like=same[0].unit), same[1], "same")
    reading = read_point(text, end + 1)
    point = reading.node if reading else None
    if reading is None or not isinstance(point, Point) or point.year or point.offset or point.direction:
        return None
    if not (point.month or point.quarter or point.half):
        return None
    return Reading(replace(point, offset=("year", back)), reading.end, reading.units)


def _read_span(text: str, at: int) -> Reading | None:
    """A point, or from one point to another."""
    first = read_point(text, at)
    if first is None or isinstance(first.node, Span):
        return first
    connect = _CONNECT.match(text, _past_weekday(text, first.end))
    if not connect or first.node.base == "same":
        return first
    reading = read_length(text, connect.end()) if connect["from"] else None
    if reading and (tail := _LENGTH_TAIL.match(text, reading.end) or _LENGTH_OF_WEEKS.match(text, reading.end)):
        end = reading.end if "걸쳐" in tail[0] else tail.end()
        return Reading(Span(first.node, reading.length), end, f"{first.units}_for_length")
    second = _read_second(text, connect.end(), first.node, tilde=bool(connect["tilde"]))
    if second is None or isinstance(second.node, Span):
        return first
    closed = (_BETWEEN if connect["and"] else _UNTIL).match(text, _past_weekday(text, second.end))
    ended = connect["from"] and _rises(first, second) and _ENDS_RANGE.match(text, _past_weekday(text, second.end))
    if not (_may_range(first, second, connect[0]) if connect["tilde"] else closed or ended):
        return first
    end = closed.end() if closed and not connect["tilde"] else second.end
    if closed and closed[0].strip() == "까지" and (also := _BETWEEN.match(text, end)):
        end = also.end()
    return Reading(Span(first.node, second.node), end, f"{first.units}_to_{second.units}")


def _past_weekday(text: str, end: int) -> int:
    bracket = WEEKDAY_BRACKET.match(text, end)
    return bracket.end() if bracket else end


def _may_range(first: Reading, second: Reading, tilde: str) -> bool:
    """A hyphen with spaces around it is a dash, not a range, unless both ends are of one kind, or the later one goes on in the earlier."""
    dash = tilde.startswith(" ") and set(tilde.strip()) <= set("-–—")
    return not dash or first.units == second.units or _rises(first, second)


_ENDS_RANGE = re.compile(r" ?(?:$|[\n|),.;]|사이)")
"""What stands behind the end of a range that no 까지 closes: `접수: 7월 13일부터 15일`, but not `3월부터 5월 신제품을 판다`."""


def _rises(first: Reading, second: Reading) -> bool:
    """Whether the second point names the last units of the first, or all of them, and lies behind it: 7월 13일 and 15일."""
    if not (isinstance(first.node, Point) and isinstance(second.node, Point)) or first.node.upto or second.node.upto:
        return False
    if first.units != second.units and not first.units.endswith(f"_{second.units}"):
        return False
    named = [unit for unit in ("year", "half", "quarter", "month", "day") if getattr(second.node, unit)]
    low, high = ([getattr(point, unit) or 0 for unit in named] for point in (first.node, second.node))
    return low < high


_LAST_DAY = re.compile(r"(?P<m>\d{1,2})[./] ?(?P<d>\d{1,2})(?!\d|[.,]\d|%)|(?P<o>\d{1,2})(?!\d|[.,/]\d|%|[가-힣])")


def _read_second(text: str, at: int, first: Point, *, tilde: bool) -> Reading | None:
    """The end of a range; behind a numeric day it may be a month and a day, or a day alone."""
    if tilde and first.day and not first.offset and (short := _LAST_DAY.match(text, at)):
        month = int(short["m"]) if short["m"] else first.month
        day = int(short["d"] or short["o"])
        if month and 1 <= month <= 12 and 1 <= day <= 31:
            return Reading(Point(month=month if short["m"] else None, day=day), short.end(), "day")
    return read_point(text, at)


def _bracketed(text: str, end: int) -> Reading | None:
    """A range of time that fills the bracket behind an expression."""
    opening = _OPENING.match(text, end)
    inner = _read_span(text, opening.end()) if opening else None
    if inner is None or not (isinstance(inner.node, Span) or inner.node.upto):
        return None
    end = inner.end + text.startswith(".", inner.end)
    return inner._replace(end=end) if text.startswith(")", end) else None


def _read_bracket(text: str, reading: Reading) -> tuple[Node | None, int]:
    """The months or days that a bracket or 인 states for a quarter, half, week or fiscal year: 2분기(7~9월), 1분기인 4~6월."""
    node, end = reading.node, reading.end
    if not isinstance(node, Point) or node.day or node.upto:
        return None, end
    named = node.quarter or node.half or node.week or node.fiscal or node.month or node.season
    inner = _bracketed(text, end) if named else None
    if inner is None and (node.quarter or node.half) and text.startswith("인 ", end):
        said = _read_span(text, end + 2)
        if said is not None and (isinstance(said.node, Span) or said.node.upto):
            return said.node, said.end
    return (inner.node, inner.end + 1) if inner else (None, end)


def _stated_years(text: str, end: int) -> tuple[Node, int] | None:
    """최근 5년(2020~2024년), 최근 5년간 연평균 증가율(2020~2024년, 3%): the years that a bracket states for an anchored length."""
    inner = _bracketed(text, end)
    stop = inner.end + 1 if inner else end
    if inner is None and (noun := _NOUN_AND_BRACKET.match(text, end)):
        inner = _read_span(text, noun.end())
        if (
            inner is None
            or text[inner.end : inner.end + 1] not in (")", ",")
            or not (isinstance(inner.node, Span) or inner.node.upto)
        ):
            return None
    if inner is None:
        return None
    first = inner.node.first if isinstance(inner.node, Span) else inner.node
    return (inner.node, stop) if first.year else None


_NOUN_AND_BRACKET = re.compile(r"(?: ?[가-힣]{1,8}){1,2} ?\(")


def _read_trailing(text: str, at: int) -> TimeMatch | None:
    """YTD, and 1Y, 3M, 1W beside a return."""
    if text.startswith("YTD", at) and not text[at + 3 : at + 4].isalnum():
        return TimeMatch(at, at + 3, Span(Point(month=1, day=1, offset=("year", 0)), Point(offset=("day", 0))), "ytd")
    found = _TRAILING.match(text, at)
    near = text[max(0, at - 25) : at + 25]
    if not found or not _TRAILING_NEAR.search(near.replace(found[0], "", 1)) or "\n" in near[20:25]:
        return None
    unit = {"Y": "year", "M": "month", "W": "week"}[found["u"]]
    if unit == "month" and int(found["n"]) not in (1, 3, 6, 9, 12, 18, 24):
        return None
    length = Length(((unit, float(found["n"])),))
    return TimeMatch(at, found.end(), length if _TRAILING_AHEAD.search(near) else Anchored(length, -1), "trailing")


def _relation(text: str, end: int) -> str | None:
    """What the words behind an expression make of it."""
    for relation, pattern in (("delivery", _DELIVERY), ("comparison", _COMPARISON), ("as_of", AS_OF), ("since", _SINCE)):
        if pattern.match(text, end):
            return relation
    return "until" if text.startswith(("까지", " 까지"), end) else None
