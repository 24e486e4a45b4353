"""A text longer than the million characters that spaCy reads: what stands before and behind a long list is read as in a short text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.process import process
from pipeline.readers import Limits, Unreadable, raw_report, read_report

BEFORE = "# 한빛전자 3분기 실적\n\n2025년 10월 30일\n\n한빛전자의 3분기 매출은 3조 2,500억원으로 작년보다 12.4% 늘었다.\n\n"
ROW = f"{'https://hanbit.example/' + 'a' * 4_000}\n\n"
BEHIND = "## 투자\n\n한빛전자는 2026년까지 평택 공장에 1조 5천억원을 투자한다. 직원 1,200명도 새로 뽑는다.\n"


def facts(text):
    """Figures and events of *text* with what was read of them."""
    report = process(raw_report(text))
    return (
        [(f.text, f.value, f.unit, f.metric, f.subject_text, f.period_start, f.modality) for f in report.figures],
        [(event.event_type, event.start_on, event.status) for event in report.events],
    )


def test_a_long_text_gives_the_facts_of_a_short_one():
    long = BEFORE + ROW * 260 + BEHIND
    assert len(long) > 1_000_000

    assert facts(long) == facts(BEFORE + ROW + BEHIND)


def test_markup_may_be_longer_than_the_text_it_holds(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>{BEHIND}</p><div data-picture='{'a' * 2_000}'></div></body></html>", encoding="utf-8")

    assert "1조 5천억원" in read_report(page, limits=Limits(max_characters=500)).text
    with pytest.raises(Unreadable, match="at most 20 are read"):
        read_report(page, limits=Limits(max_characters=20))
