"""Neither cutting nor reading grows faster than the text: function calls are counted, so that a busy machine changes nothing."""

from __future__ import annotations

import cProfile
import gc
import pstats

import pytest

from extractors.reading import Reading
from pipeline import extract
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
SENTENCES = {
    "a list with brackets": lambda at, n: "수출은 " + ", ".join(f"꽁치{i}({i}톤)" for i in range(at, at + n)) + " 등이 늘었다.",
    "brackets that stay open": lambda at, n: " ".join(f"네이버({i}억원" for i in range(at, at + n)) + " 등이 늘었다.",
    "measures and no owner": lambda at, n: "(남성) " + " ".join(f"비율은 {i}명," for i in range(at, at + n)) + " 늘었다.",
    "several in each clause": lambda at, n: (
        "네이버와 카카오가 만났다. " + " ".join(f"네이버, 이들의 매출은 {i}억원," for i in range(at, at + n)) + " 늘었다."
    ),
    "a target price a sentence": lambda at, n: (
        "네이버가 올랐다. " + " ".join(f"목표주가는 {i}원이다." for i in range(at, at + n))
    ),
    "times behind a foreseen year": lambda at, n: (
        "올해 수요는 2% 줄 전망이다. "
        + ", ".join(f"작년보다 석유{i}는 {i % 90 + 1}%" for i in range(at, at + n))
        + " 늘 것으로 예상된다."
    ),
}
SMALL, LARGE = 200, 1200
FEW, MANY = 60, 600


def calls(text: str, step=lambda text: segment(raw_report(text))) -> int:
    profile = cProfile.Profile()
    profile.runcall(step, text)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_work_grows_as_the_text_does(layout):
    calls(layout(0, SMALL))  # loads what is loaded once
    small, large = calls(layout(10_000, SMALL)), calls(layout(20_000, LARGE))  # no line is known already
    assert large <= small * LARGE / SMALL * 1.5


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_figures_of_one_sentence_take_no_longer_than_their_number(sentence):
    extract(sentence(100, FEW))
    few, many = calls(sentence(1000, FEW), extract), calls(sentence(2000, MANY), extract)
    assert many <= few * MANY / FEW * 1.5


def test_what_was_read_of_a_report_goes_as_soon_as_its_records_stand():
    report = f"# 한빛전자 실적\n\n{FRAME}| 부문1 | 10 | 20 |\n\n한빛전자의 매출은 3억원으로 작년보다 5% 늘었다. 영업이익은 1억원이다.\n"
    extract(report)
    gc.collect()
    gc.disable()
    try:
        extract(report)
        assert not [found for found in gc.get_objects() if isinstance(found, Reading)]
    finally:
        gc.enable()
