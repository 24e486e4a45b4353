"""
Prices and moves of shares that are told without a word for either: `가온제강은 2만1450원으로 4.9% 상승했다` where the text is on shares.

A company rises and falls by per cent only on the market, so the verb (올랐다, not 늘었다) and the text around settle it, unless a word
of the sentence says what else rose.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.metrics import fitting
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import OBJECT

_ON_SHARES = re.compile(LEXICON.alternation("on shares"))
_HEAD, _NEAR = 300, 400
"""Characters of the head of a text, and before a number, in which it is said that it is on shares."""
_MOVE = re.compile(
    rf"(?:\s?(?:대|가량|가까이|넘게|이상|안팎|정도))?(?:의|나)?\s(?:장중 |각각 |동반 |더 |소폭 |큰 폭으로 )*{LEXICON.alternation('share move')}"
)
_MEMBER = re.compile(r"[+\-△▼]?\d[\d.]*%\)")
_MEMBERS_BEFORE = re.compile(
    r"(?P<members>(?:(?<![가-힣A-Za-z])[가-힣A-Za-z·&]{2,16}\([+\-△▼]?\d[\d.]*%\),?\s?)+)[가-힣A-Za-z·&]{2,16}\Z"
)
"""The members of a list up to the bracket of another one: `가온철강(6.7%), 나루금속`."""
_CLOSES = re.compile(rf"{LEXICON.alternation('share move')}|두각|강세|약세|보합")
_CODE_END = re.compile(r"[)\]]?\s")
_LISTED = 200
"""Characters of a list of companies with their moves in brackets, at most."""
_SAME_PREDICATE = re.compile(r"[\s\d.,%~∼와과및]*(?:\d[\d.]*%)")
_RATED = 32
_DEAREST = Decimal(5_000_000)
"""A share that costs more won is not traded."""
_RATE = re.compile(
    r"(?<![가-힣])(?:누적 |평균 |하루 )?(?:상승률|하락률|등락률|낙폭|오름폭|내림폭)(?:[은는이도]|:)? (?:약 |각각 )?(?:\d[\d.]*%, )*$"
)
"""What rates a price: 누적 상승률은 30%."""


class Shares:
    """Which numbers of a text are prices or moves of a company's shares."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._whole = _ON_SHARES.search(reading.text, 0, _HEAD) is not None

    def covers(self, place: Place) -> bool:
        """Whether the number at *place* is one, though no word of its sentence says so."""
        quantity = place.quantity
        if place.cell is not None or quantity.per is not None or quantity.unit not in ("percent", "KRW"):
            return False
        if self._is_quoted(place):
            return True
        if not self._whole and not _ON_SHARES.search(self.reading.text, max(0, quantity.start - _NEAR), quantity.start):
            return False
        if self._says_otherwise(place, quantity):
            return False
        return self._is_price(place) if quantity.unit == "KRW" else self._is_move(place, quantity) or self._is_member(place)

    def _is_quoted(self, place: Place) -> bool:
        """Whether a signed percentage stands right behind a company's exchange code: 가온로봇(2498.HK) +9.2%."""
        quantity = place.quantity
        if quantity.unit != "percent" or not quantity.signed or place.bracket is not None:
            return False
        code = next(iter(self.reading.names.last(place.scene.start, quantity.start, 1)), None)
        return (
            code is not None
            and code.label == "TICKER"
            and _CODE_END.fullmatch(self.reading.text, code.end, quantity.start) is not None
        )

    def _says_otherwise(self, place: Place, quantity: Quantity) -> bool:
        """Whether a word of the sentence names what the number can measure, or it is of a verb that has an object."""
        scene = place.scene
        if any(own.name != "growth" for _, own in fitting(list(scene.free_cues), quantity)):
            return True
        start = scene.clause_start(quantity.start)
        return any(chunk.role == OBJECT and chunk.depth == 0 for chunk in scene.chunks.within(start, quantity.start))

    def _has_company(self, place: Place, end: int) -> bool:
        start = place.scene.clause_start(end)
        return any(name.label == "ORG" for name in self.reading.names.within(start, end))

    def _is_move(self, place: Place, quantity: Quantity) -> bool:
        """`4.9% 상승했다` of a company; of several numbers before one verb each is."""
        text, end = self.reading.text, quantity.end
        joined = _SAME_PREDICATE.match(text, end, place.scene.end)
        moved = _MOVE.match(text, end) or (joined and _MOVE.match(text, joined.end()))
        rated = _RATE.search(text, max(place.scene.start, quantity.start - _RATED), quantity.start)
        return rated is not None or (moved is not None and self._has_company(place, quantity.start))

    def _is_member(self, place: Place) -> bool:
        """`가온철강(6.7%), 나루금속(6.3%) 등이 두각을 보였다`: companies with their moves in brackets."""
        text, quantity, bracket = self.reading.text, place.quantity, place.bracket
        if bracket is None or not _MEMBER.match(text, bracket + 1) or text[quantity.end : quantity.end + 1] != ")":
            return False
        owner = next(iter(self.reading.names.last(place.scene.start, bracket, 1)), None)
        closed = _CLOSES.search(text, quantity.end, min(place.scene.end, quantity.end + _LISTED))
        named = owner is not None and owner.label == "ORG" and owner.end == bracket
        return closed is not None and (named or self._follows_company(place, bracket))

    def _follows_company(self, place: Place, bracket: int) -> bool:
        """Whether the thing before the *bracket* is further on in a list that a company with its move is a member of."""
        before = _MEMBERS_BEFORE.search(self.reading.text, max(place.scene.start, bracket - _LISTED), bracket)
        if before is None:
            return False
        names = self.reading.names.within(before.start(), before.end("members"))
        return any(name.label == "ORG" and self.reading.text[name.end : name.end + 1] == "(" for name in names)

    def _is_price(self, place: Place) -> bool:
        """`2만1450원으로 하루 동안 4.9% 상승했다`: what a share costs, before its move in the same clause."""
        quantity, scene = place.quantity, place.scene
        if not 0 < quantity.value < _DEAREST or not self._has_company(place, quantity.start):
            return False
        following = self.reading.quantities.within(quantity.end, min(scene.end, scene.clause_end(quantity.end)))
        moves = [other for other in following if other.unit == "percent"]
        return any(self._is_move(place, move) for move in moves)
