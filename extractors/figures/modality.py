"""Actual, forecast or plan: read from the predicate, the nouns and the period around a figure.

The words stand in seeds/modality_words.csv. Where none stands, tense tells: Korean reports put what is to come into the plain present
of a verb of action (`내년 3월 착공한다`), while a verb of state (seeds/stative_verbs.csv: `30%를 차지한다`) describes what is.
"""

from __future__ import annotations

import functools
import re
from datetime import date

from extractors.figures.columns import compared_heads
from extractors.figures.metrics import Cue
from extractors.figures.places import Place
from extractors.figures.scenes import CONDITIONS, NEAREST, REACH, Scene, is_past
from extractors.figures.timing.days import Period
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.seeds import read_seed
from extractors.syntax import Predicate
from extractors.tables import Cell

FORECAST_CUES = frozenset({"목표주가", "적정주가", "상승여력"})
"""What an analyst sets is a forecast by its nature."""
_PRESENT = ("ᆫ다", "는다", "ᆸ니다", "습니다")
_TO_COME = ("ᆯ", "을")
_AHEAD_HEADING = re.compile(LEXICON.alternation("ahead_heading"))
"""What a heading or caption says of a table of what is to come."""
"""Adnominal endings of what has not happened: 웃돌 것, 낮아질 수 있다."""
_OFFERS = frozenset({"offering_size", "offering_price", "shares_offered"})
_DECIDED = _OFFERS | {"investment", "capex", "dividend", "purchase_amount", "funding_raised", "fund_size", "units_contracted"}
"""What a board decides on is still to be done: amounts under a heading that says 결정."""
_TO_DAY = re.compile(r"\)?\s?[:：]\s?")
_ORIGIN = re.compile(r"\s*(?:이상|이하|수준|안팎)?\s*에서\s")
_ESTIMATE = re.compile(r"(?:\d[QH]|FY|\d)\s?\d{0,4}\s?년?도?\s?\(?[EF]\b|컨센서스|추정|전망|예상")
_FAIR = re.compile(r"적정\s?(?:주가|가치|시가총액|기업가치|주주가치)|목표\s?(?:주가|시가총액)")
"""Labels of rows that an analyst reckons."""
_AIMED = re.compile(r"\d(?:년도?)? ?\(?(?:목표|계획|예정)")
"""What a period in the head of a column is marked as: 2025(목표)."""
_AIM_OF_ROW = re.compile(r"\s*(?:목표|계획)(?:치|액|값|량)?\s*(?:\([^()\d]*\))?\s*")
"""All that the label of a row says, beside one that says what was reached."""
_EXPECTED = re.compile(
    r"(?:컨센서스|전망치|추정치|예상치|기대치|가이던스|(?:예상|추정|거론되는|전망되는)\s?\S{1,6})"
    r"\s*(?:은|는|를|을|인|로|:)?\s*(?:약\s*|최대\s*|한\s*달\s*새\s*)?$"
    r"|(?:선행|Fwd\.?|Forward|Target|목표|적정)\s*(?:BPS|EPS|PER|PBR|PSR|P/E|P/B|ROE|EV/EBITDA)\s*(?:는|은|을|를)?\s*$"
)
_INTENDED = re.compile(r"(?:희망\s*\S{0,6}|예정\S{0,6}|목표(?!주가)\S{0,3}|계획\S{0,3})\s*(?:은|는|를|을|:)?\s*(?:약\s*)?$")


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["modality"])
        for row in read_seed("modality_words.csv", ("pattern", "modality", "example"))
    )


@functools.cache
def stative_verbs() -> frozenset[str]:
    """Lemmas of verbs of state (seeds/stative_verbs.csv)."""
    return frozenset(row["lemma"] for row in read_seed("stative_verbs.csv", ("lemma", "example")))


def read_modality(reading: Reading, place: Place, cue: Cue | None, period: Period | None) -> str:
    """`forecast`, `plan` or `actual` for the quantity at *place*, whose metric was read from *cue* and whose value is for *period*."""
    if place.cell is not None and place.table is not None:
        row = place.table.row_label(place.cell)
        dated = [row] if row is not None and reading.times.over(row.start, row.end) else []
        compared = max(compared_heads(reading, place.table, place.cell), key=lambda head: _last_day(reading, head), default=None)
        heads = [*place.table.column_headers(place.cell), *dated, *([compared] if compared is not None else [])]
        headers = " ".join(cell.text for cell in heads)
        fair = row is not None and _FAIR.match(row.text) is not None
        if fair or _ESTIMATE.search(headers) or any(word in headers for word in FORECAST_CUES):
            return "forecast"
        aimed = row is not None and _AIM_OF_ROW.fullmatch(row.text) is not None
        return "plan" if aimed or _AIMED.search(headers) else "actual"
    if cue is not None and cue.text in FORECAST_CUES:
        return "forecast"
    if _is_origin(reading, place):
        return "actual"
    return (
        _by_estimate_mark(reading, place)
        or _by_bracket(reading, place)
        or _by_words_before(reading, place)
        or _by_clause(reading, place)
        or _by_label(reading, place)
        or ("plan" if _is_to_come(reading, place, cue, period) else "actual")
    )


def _last_day(reading: Reading, head: Cell) -> date:
    return max((time.end_on for time in reading.times.over(head.start, head.end) if time.end_on), default=date.min)


def is_plain_cell(reading: Reading, place: Place, period: Period | None) -> bool:
    """Whether neither the heads of a table cell nor what governs its table speak of what is to come: it states what was."""
    if place.cell is None or is_future(reading, period) or _is_governed(reading, place):
        return False
    above = (reading.text[block.start_char : block.end_char] for block in reading.governors(place.block))
    return read_modality(reading, place, None, period) == "actual" and not any(_AHEAD_HEADING.search(words) for words in above)


def _is_origin(reading: Reading, place: Place) -> bool:
    """Whether the number is where a change starts: `50%에서 40%로`."""
    end = place.quantity.end
    if _ORIGIN.match(reading.text, end) is None:
        return False
    return bool(reading.quantities.within(end, min(place.scene.end, end + 30)))


def _is_to_come(reading: Reading, place: Place, cue: Cue | None, period: Period | None) -> bool:
    """Whether tense, period or heading tell that it is still to be done."""
    if is_future(reading, period) or _is_announced(place) or _is_governed(reading, place) or _is_scheduled(reading, place):
        return True
    names = {metric.judged_as for metric in cue.metrics} if cue is not None else set()
    if names & _OFFERS and not place.scene.past:
        return True
    above = reading.governors(place.block) if names & _DECIDED else ()
    return any("결정" in reading.text[block.start_char : block.end_char] for block in above)


def _is_scheduled(reading: Reading, place: Place) -> bool:
    """Whether a day to come is all that is told of the item that the number labels: `2차 모집(140가구): 내년 4월`."""
    colon = _TO_DAY.match(reading.text, place.quantity.end)
    times = reading.times.over(colon.end(), colon.end() + 1) if colon is not None else ()
    days = [time.start_on for time in times if time.start_on is not None]
    return bool(days) and reading.published_on is not None and days[0] > reading.published_on


def _is_announced(place: Place) -> bool:
    return (place.bracket is None or place.host is not None) and announces(place.scene, place.quantity.end)


def is_future(reading: Reading, period: Period | None) -> bool:
    """Whether a period begins after the day of publication."""
    return period is not None and reading.published_on is not None and period[0] > reading.published_on


def _by_estimate_mark(reading: Reading, place: Place) -> str | None:
    """A year or quarter that is marked as an estimate: 26F, 4Q25E."""
    start = max(place.floor, place.scene.clause_start(place.quantity.start))
    times = reading.times.last(start, place.quantity.start, 1)
    return "forecast" if times and re.search(r"\d\s?[EF]$", reading.text[times[-1].start : times[-1].end]) else None


def _by_bracket(reading: Reading, place: Place) -> str | None:
    if place.bracket is None:
        return None
    text, end = reading.text, min(place.scene.end, place.quantity.end + REACH)
    close = text.find(")", place.quantity.end, end)
    inside = text[max(place.bracket, place.quantity.start - REACH) : close if close >= 0 else end]
    before = text[max(place.scene.start, place.bracket - 12) : place.bracket]
    if _EXPECTED.search(before):
        return "forecast"
    return _word_in(inside) or ("plan" if re.search(r"목표\s*$", before) else None)


def _by_words_before(reading: Reading, place: Place) -> str | None:
    before = reading.text[max(place.floor, place.quantity.start - 16) : place.quantity.start]
    if _EXPECTED.search(before):
        return "forecast"
    return "plan" if _INTENDED.search(before) else None


def _by_clause(reading: Reading, place: Place) -> str | None:
    """The words behind the number up to the end of its clause, and how the sentence ends where the clause goes on."""
    quantity, scene, text = place.quantity, place.scene, reading.text
    if place.bracket is not None and place.host is None:
        return None
    end = scene.clause_end(quantity.end)
    if (found := _word_in(text[quantity.end : min(end, quantity.end + REACH)])) is not None:
        return found
    at = scene.predicates.index_from(quantity.end)
    if any(_is_yet_to_come(text, p) for p in scene.predicates[at : at + NEAREST] if p.start <= end):
        return "forecast"
    closing = scene.predicates.ending_behind(end - 1)
    if closing is None or closing.end != end or is_past(closing):
        return None
    if closing.ending == "EC":
        if closing.forms[-1] in CONDITIONS:
            return "forecast"
        return None if closing.lemma in stative_verbs() else _word_in(text[max(end, scene.end - 16) : scene.end])
    return "forecast" if scene.conditional else None


def _is_yet_to_come(text: str, predicate: Predicate) -> bool:
    """웃돌 것, 낮아질 수 있다."""
    behind = text[predicate.end : predicate.end + 6].lstrip()
    return predicate.ending == "ETM" and predicate.forms[-1] in _TO_COME and behind.startswith(("것", "수 있", "듯"))


def _by_label(reading: Reading, place: Place) -> str | None:
    return _word_in(reading.text[slice(*place.label)]) if place.label is not None else None


def announces(scene: Scene, after: int) -> bool:
    """Whether the sentence, behind *after*, ends in the plain present of a verb of action."""
    clauses = scene.clauses[0]
    first = clauses.ending_behind(after)
    at = clauses.index_from(first.start) if first is not None else len(clauses)
    for predicate in clauses[at : at + NEAREST]:
        if predicate.ending != "noun" and (predicate.lemma in stative_verbs() or is_past(predicate)):
            return False
        if predicate.ending == "EF":
            return predicate.forms[-1].startswith(_PRESENT)
    return False


def _is_governed(reading: Reading, place: Place) -> bool:
    """Whether what is described was just announced: `3곳에 센터를 짓는다. 사업비는 각각 …이다.`, or a bullet under such a line."""
    if place.block is None or place.block.kind not in ("list_item", "paragraph") or place.scene.past:
        return False
    scenes = place.scene.document
    if place.scene.start > place.block.start_char:
        before = reading.sentence_at(place.scene.start - 2)
        return before is not None and before.start >= place.block.start_char and announces(scenes.of(before), before.start)
    parent = next(reading.governors(place.block), None)
    if parent is None or parent.kind != "list_item":
        return False
    last = reading.sentence_at(parent.end_char - 1)
    return last is not None and announces(scenes.of(last), last.start)


def _word_in(words: str) -> str | None:
    found = [(match.start(), modality) for pattern, modality in _patterns() if (match := pattern.search(words))]
    return min(found)[1] if found else None
