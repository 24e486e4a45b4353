"""What comes of comparing figures of one report with each other."""

from __future__ import annotations

from typing import Literal

from schemas.base import Evidence, Magnitude

CheckKind = Literal[
    "sum", "growth", "difference", "multiple", "ratio", "margin", "product", "shares", "combined_shares", "conversion",
    "repaired_range",
]  # fmt: skip
Verdict = Literal["agrees", "deviates", "impossible"]


class Check(Evidence):
    """A stated figure, computed again from the figures that it should follow from."""

    check_id: str
    """doc_id, span of the claim and running number.
    ko: doc_id와 검산 대상 수치의 위치로 만든 식별자."""
    kind: CheckKind
    """sum (parts of a total), growth, difference and multiple (against two levels), ratio (share of a whole), margin (profit
    by revenue), product (per unit by number), shares (of one whole), combined_shares, conversion (against the reference rate
    or unit) or repaired_range.
    ko: 종류 (sum 합계, growth 증감률, difference 증감액, multiple 배수, ratio 비율, margin 이익률,
    product 단가×수량, shares 점유율 합,
    combined_shares 합산 점유율 비교, conversion 환산, repaired_range 복원한 범위)."""
    figure_ids: tuple[str, ...]
    """The figures involved: the one that is checked first, then those that it was computed from.
    ko: 관련 수치의 figure_id. 검산 대상이 맨 앞, 나머지는 계산에 쓴 수치."""
    stated: Magnitude | None
    """The checked value as the report states it, in the unit of the first figure; for shares the 100 % they should make,
    NULL where they only must not exceed it.
    ko: 보고서에 적힌 값 (첫 수치의 단위). shares에서는 합이 되어야 할 100%, 넘지만 않으면 되는 경우 NULL."""
    computed: Magnitude | None
    """The value computed from the other figures, in the same unit; NULL for repaired ranges.
    ko: 나머지 수치로 계산한 값 (같은 단위). 복원한 범위는 NULL."""
    deviation: float | None
    """Stated against computed, as a share: 0.02 is 2 % more; NULL where one of the two is, or nothing was computed but 0.
    ko: 계산값 대비 적힌 값의 차이 (0.02 = 2% 많음). 둘 중 하나가 없거나 계산값이 0이면 NULL."""
    verdict: Verdict
    """agrees (within the rounding of the printed digits and 약, 여), deviates or impossible.
    ko: 판정 (agrees 반올림과 약·여의 폭 안에서 일치, deviates 어긋남, impossible 성립 불가)."""
    formula: str
    """The computation in one line, with the figures as printed: 5,120억원 / 3,640억원 - 1 = 40.66 %.
    ko: 계산식 한 줄 (수치는 원문 표기)."""
