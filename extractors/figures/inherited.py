"""
How sure a number is that has no predicate of its own: as sure as the amount that it is a part of, or whose size it goes on to tell.

The parts in one bracket share what is said of the whole (`54기(일반 25기, 특수 29기)를 짓는다`). `이는 지난해보다 10% 증가한 규모다` says how large
something is that was just told, whether it has been or will be; so does a change without any subject behind a plan (`800만원으로 정했다.
지난해보다 20만원 줄었다`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.figures.comparing import RATIOS, directions
from extractors.figures.coordination import closing, governing
from extractors.figures.ownership.phrases import CARRYING
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, REACH
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas import Block

_SIZE = re.compile(r"\s(?:규모|수준|수치|금액|액수|물량|수량|것)(?:이?다|입니다|이며|이고|으?로)")
_THIS = re.compile(r"(?:이는|이것은|이같은 수치는)\s")
_HELD_AGAINST = re.compile(r"\s?(?:보다|에\s?비해|[와과]\s비교)")
_AGAINST = re.compile(r"\s?(?:↑|↓|[YQMW]o[YQMW]|[yqmw]o[yqmw])")
_LED = re.compile(
    r"(?:(?:[YQMW]o[YQMW]\s?)?[+\-△▲▼]?\s?\d[\d.,]*\s?(?:%p?|bps?|배)(?:\s?[YQMW]o[YQMW])?\s?[,/·]\s?)*(?P<against>[YQMW]o[YQMW]\s?:?\s?)?",
    re.IGNORECASE,
)
"""From the bracket to one of the changes in it: QoQ +3.2%, YoY ."""
_PART = re.compile(r",\s?[가-힣A-Za-z·\s]{1,16}")
_RESULTS = re.compile(r"(?:실적|성과)[을를]\s(?:[가-힣]{1,6}\s)?(?:보였|올렸|거뒀|거두었|냈|기록했|달성했)(?:습니다|다)[.\s]*\Z")
"""How a sentence ends that tells what has been done so far."""
_ANNOUNCED = re.compile(r"(?:실적|성과)[을를]\s(?:[가-힣]{1,6}\s)?[가-힣]{0,4}[였었았했냈렸](?:습니다|다)[.\s]*\Z")
"""How one ends that announces results, below which more than results may be listed."""
_OPENS_AHEAD = re.compile(r"\W{0,4}(?:향후|앞으로|내년|연간\s(?:가이던스|목표))(?![가-힣])")
_TO_BE_DONE = re.compile(rf"{LEXICON.alternation('still to be done')}(?!\s?(?:대비|보다|집행|절감))")
"""Words of what is not done yet, unless what was done is held against it."""
_PLANS = re.compile(r"[가-힣]\s(?:계획|예정|방침)(?:이다|입니다|임)?[.\s]*\Z")
"""How one ends that tells what is meant to be done."""
_ENTRY = re.compile(r"\W{0,4}\([가-힣A-Za-z·\s]{1,12}\)\s")
"""The label that a line of a list begins with: (융자)."""
_CLOSING = 40
"""Characters at the end of a block in which its verb stands."""
_LISTED = 8
"""Lines below it that list the results, or what is planned, at most."""
_FIRST = re.compile(r"\((?:이 중 |가운데 )?[가-힣A-Za-z·\s]{1,16}")
_OTHERWISE = re.compile(rf"현재|기존|실적|목표|→|{LEXICON.alternation('foresee')}|계획|예정|완료|준공")
"""In a bracket, words that say how sure its numbers are."""
_COMPARED = re.compile(rf"(?P<to>으?로,?\s)?\s?(?:[가-힣\d]+\s){{0,2}}?[가-힣\d]+\s?(?:{COMPARED})\s(?:약\s)?")
"""What stands before a change alone: `지난해보다 `, and behind the level that it led to: `으로 지난해 대비 `."""


class Inherited:
    """*told* are the modalities of the figures before, by the index of their quantity."""

    def __init__(self, reading: Reading, told: Mapping[int, str]) -> None:
        self.reading, self.told = reading, told
        self._of_results: dict[int, str | None] = {}
        """Ordinal of a block → how sure what it lists below results is."""

    def modality(self, place: Place) -> str | None:
        """What the number takes over; None where it is no part, and tells no size of what was told before."""
        if place.cell is not None:
            return None
        if place.bracket is not None:
            return self._of_host(place) or self._of_whole(place)
        return self._of_restated(place) or self._of_plan(place)

    def of_results(self, place: Place) -> str | None:
        """
        `actual` for what a line without a verb lists below the results that were told: `500억원의 실적을 보였다.` above `(융자) 300억원`; `plan`
        where it opens with what is to come (`향후 지원 300억원`), and below what is meant to be done, for the entries that go on with it.
        """
        block = place.block
        if block is None or place.cell is not None:
            return None
        if block.ordinal not in self._of_results:
            self._of_results[block.ordinal] = self._listed_below(block)
        return self._of_results[block.ordinal]

    def _listed_below(self, block: Block) -> str | None:
        text, above = self.reading.text, self._sentence_above(block)
        if above is None:
            return None
        closing = max(above.start_char, above.end_char - _CLOSING), above.end_char
        if _OPENS_AHEAD.match(text, block.start_char, block.end_char):
            return "plan" if _ANNOUNCED.search(text, *closing) else None
        if _RESULTS.search(text, *closing):
            return "actual" if self._is_done(block) else None
        planned = _PLANS.search(text, *closing) and _ENTRY.match(text, block.start_char)
        return "plan" if planned and not self._is_otherwise(block) else None

    def _is_done(self, block: Block) -> bool:
        """Whether a line tells of nothing that is still to be done, and names no time that is not over."""
        published = self.reading.published_on
        times = self.reading.times.within(block.start_char, block.end_char)
        open_ = any(time.end_on is not None and (published is None or time.end_on > published) for time in times)
        return not open_ and _TO_BE_DONE.search(self.reading.text, block.start_char, block.end_char) is None

    def _sentence_above(self, block: Block) -> Block | None:
        """The sentence below which *block*, a line without a verb, is listed."""
        if not self._is_listed(block):
            return None
        for above in reversed(self.reading.blocks[max(0, block.ordinal - _LISTED) : block.ordinal]):
            if above.kind == "heading":
                return None
            if not self._is_listed(above):
                return above
        return None

    def _is_otherwise(self, block: Block) -> bool:
        """Whether an entry has a time or words of its own that say how sure it is."""
        timed = self.reading.times.over(block.start_char, block.end_char)
        return bool(timed) or _OTHERWISE.search(self.reading.text, block.start_char, block.end_char) is not None

    def _is_listed(self, block: Block) -> bool:
        """Whether a line of a list is no sentence."""
        last = self.reading.text[max(block.start_char, block.end_char - _CLOSING) : block.end_char]
        told = last.rstrip().endswith(("다", "다.", "요."))
        return block.kind in ("list_item", "paragraph") and not told

    def _of_host(self, place: Place) -> str | None:
        """What is said of the amount before the bracket, for the share by which it has grown: `6,970억원(QoQ +3.1%, YoY +51.3%) 전망`."""
        text, quantity, bracket = self.reading.text, place.quantity, place.bracket
        if bracket is None or place.host is None or quantity.unit not in RATIOS:
            return None
        if (led := _LED.fullmatch(text, bracket + 1, quantity.start)) is None:
            return None
        close = text.find(")", quantity.end, min(place.scene.end, quantity.end + REACH))
        moved = quantity.signed or led["against"] or _AGAINST.match(text, quantity.end)
        if close < 0 or not moved or _OTHERWISE.search(text, bracket, close):
            return None
        return self.told.get(place.host)

    def _of_whole(self, place: Place) -> str | None:
        """What is said of the amount before the bracket, for a number of the same unit that counts a part of it."""
        reading, quantity, bracket = self.reading, place.quantity, place.bracket
        close = reading.text.find(")", quantity.end, min(place.scene.end, quantity.end + REACH))
        if bracket is None or close < 0 or _OTHERWISE.search(reading.text, bracket, close) or reading.times.over(bracket, close):
            return None
        parts = [number for number in reading.quantities.within(bracket, close) if number.unit == quantity.unit]
        whole = next(iter(reading.quantities.last(place.scene.start, bracket, 1)), None)
        if (
            len(parts) < 2
            or whole is None
            or whole.end != bracket
            or (whole.unit, whole.counter) != (quantity.unit, quantity.counter)
        ):
            return None
        joints = [bracket, *(number.end for number in parts[:-1])]
        named = zip(joints, parts, strict=True)
        if not all((_FIRST if at == bracket else _PART).fullmatch(reading.text, at, part.start) for at, part in named):
            return None
        return self.told.get(reading.quantities.index_from(whole.start))

    def restated(self, place: Place) -> tuple[int, int] | None:
        """
        The words that tell an amount of which the number says by how much it differs, up to 이는, which stands for it: `이는 10% 증가한 규모다`;
        or of which an amount that it is held against is the standard: `이는 작년 3조원보다 10% 증가한 규모다`.
        """
        this = self._this(place)
        if this is None or place.cell is not None or place.bracket is not None:
            return None
        named = any(name.label in CARRYING for name in self.reading.names.within(this, place.quantity.start))
        end = closing(self.reading, place.scene, place.quantity).end
        held = not named and _HELD_AGAINST.match(self.reading.text, end) is not None
        return (self._floor(place, this), this) if held or self._tells_size(place) else None

    def _this(self, place: Place) -> int | None:
        """Where the last 이는 of the sentence before the number begins."""
        return max(
            (this.start() for this in _THIS.finditer(self.reading.text, place.scene.start, place.quantity.start)), default=None
        )

    def _tells_size(self, place: Place) -> bool:
        """Whether the number is the change that something comes to: `10% 증가한 규모다`."""
        last = closing(self.reading, place.scene, place.quantity)
        verb = governing(self.reading, place.scene, last)
        told = verb is not None and verb.ending == "ETM" and verb.lemma in directions()
        return told and verb is not None and _SIZE.match(self.reading.text, verb.end) is not None

    def _of_restated(self, place: Place) -> str | None:
        """What the amount before is, where the number is the change that it comes to."""
        if not self._tells_size(place):
            return None
        this = self._this(place)
        return self._before(place, place.scene.start) if this is None else self._last(place, self._floor(place, this), this)

    def _of_plan(self, place: Place) -> str | None:
        """`plan` for the change that what was just planned is: in the same clause, or in a sentence that its comparison opens."""
        reading, scene, start = self.reading, place.scene, place.quantity.start
        verb = governing(reading, scene, place.quantity)
        if verb is None or verb.lemma not in directions() or verb.ending != "EF":
            return None
        before = next(iter(reading.quantities.last(scene.start, start, 1)), None)
        opens = scene.start if before is None else before.end
        joint = _COMPARED.fullmatch(reading.text, opens, start)
        if joint is None or (before is not None and not joint["to"]) or scene.topics.within(opens, start):
            return None
        told = self.told.get(reading.quantities.index_from(before.start)) if before is not None else self._before(place, opens)
        return "plan" if told == "plan" else None

    def _before(self, place: Place, at: int) -> str | None:
        """How sure the last number before *at* in the same block is that stands in no bracket."""
        return self._last(place, place.block.start_char, at) if place.block is not None else None

    def _last(self, place: Place, start: int, at: int) -> str | None:
        for number in reversed(self.reading.quantities.last(start, at, 6)):
            sentence = self.reading.sentence_at(number.start)
            if sentence is not None and place.scene.document.of(sentence).open_bracket(number.start) is None:
                return self.told.get(self.reading.quantities.index_from(number.start))
        return None

    def _floor(self, place: Place, at: int) -> int:
        """Where the words begin that 이는 at *at* may mean: the paragraph, or the one before, where it opens this one."""
        block = place.block
        if block is None:
            return at
        above = self.reading.blocks[block.ordinal - 1] if block.ordinal and at == block.start_char else None
        return above.start_char if above is not None and above.kind == block.kind == "paragraph" else block.start_char
