"""No layout makes segmentation grow faster than the text: function calls are counted, so that a busy machine changes nothing."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment

FRAME = "(단위: 억원)\n\n| 구분 | 2024년 | 2025년 |\n| --- | --- | --- |\n"
LAYOUTS = {
    "pipes": lambda at, n: FRAME + "".join(f"| 부문{i} | {i} | {i + 1} |\n" for i in range(at, at + n)),
    "spaces": lambda at, n: "(단위: 억원)\n구분 2024년 2025년\n" + "".join(f"부문{i} {i} {i + 1}\n" for i in range(at, at + n)),
    "a cell a line": lambda at, n: (
        "(단위: 억원)\n구분\n2024년\n2025년\n" + "".join(f"부문{i}\n{i}\n{i + 1}\n" for i in range(at, at + n))
    ),
    "labels and no numbers": lambda at, n: "".join(f"부문{i}가\n" for i in range(at, at + n)),
    "one line": lambda at, n: "(단위: 억원) 구분 2024년 2025년 " + " ".join(f"부문{i} {i} {i + 1}" for i in range(at, at + n)),
    "lines of prose": lambda at, n: "".join(f"한빛전자 제{i}공장의 매출은 {i}억원이다.\n" for i in range(at, at + n)),
    "credits in a line": lambda at, n: " ".join(f"매출이 {i}억원이다. [사진=한빛{i}]" for i in range(at, at + n)),
    "furniture behind furniture": lambda at, n: "매출이 늘었다. " + " ".join(f"무단 전재 금지 {i}다." for i in range(at, at + n)),
    "items in items": lambda at, n: "".join(f"{' ' * (i % 40)}- 항목 {i}\n" for i in range(at, at + n)),
}
SMALL, LARGE = 200, 1200


def calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(segment, raw_report(text))
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_work_grows_as_the_text_does(layout):
    calls(layout(0, SMALL))  # loads what is loaded once
    small, large = calls(layout(10_000, SMALL)), calls(layout(20_000, LARGE))  # no line is known already
    assert large <= small * LARGE / SMALL * 1.5
