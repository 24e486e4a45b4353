"""`sasil timeline`: events of several reports as a list that people read."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from rich.cells import cell_len

from pipeline.cli import run
from pipeline.settings import UserError
from pipeline.timeline import STATUSES_KO, TYPES_KO, format_days, read_days, render_timeline
from schemas.records import EventStatus, EventType

REPORTS = {
    "주간_동향.md": """# 주간 인공지능 동향

2025년 9월 29일

네이버는 지난 9월 12일 새 언어 모델 'Borami-4 Preview'를 공개했다.

카카오는 내년 3월 상담 에이전트 'Solbi'를 출시할 계획이다.

## 네이버 출시 현황

- 7월: 음성 모델 Narae V2 공개, 코딩 모델 Borami-Coder 오픈소스 공개 (이전 모델 대비 개선), 영상 모델 Dure 1.5 공개.
- 9월: 대화 모델 Borami-4 Preview 공개.
""",
    "월간_브리핑.md": """# 월간 브리핑

2025년 10월 31일

네이버는 지난 9월 언어 모델 'Borami-4'를 공개한데 이어, 이달에는 검색 앱 'Maru'를 출시했다.
""",
}


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder whose warehouse holds the reports."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PREFECT_HOME", str(folder / "prefect"))
        patch.delenv("PREFECT_API_URL", raising=False)
        assert run(["ingest", "reports"]) == 0
    return folder


@pytest.fixture
def project(settings, taken_in: Path, tmp_path: Path) -> Path:
    """A copy of it as the working directory."""
    shutil.copytree(taken_in, tmp_path, dirs_exist_ok=True)
    return tmp_path


def events(capsys, *args: str) -> list[dict]:
    assert run(["timeline", "--json", *args]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


MISTAKES = [
    (["--entity", "카카우"], "nobody named '카카우' takes part in an event. Did you mean 카카오?"),
    (["--type", "iop"], "--type iop: no such type. Did you mean ipo?"),
    (["--from", "2025-13"], "--from 2025-13: no such date. Write it as 2025, 2025-Q3, 2025-01 or 2025-01-15."),
    (["--from", "2026", "--to", "2025"], "--from 2026 is later than --to 2025. Exchange them."),
]


class TestTimeline:
    def test_an_event_of_two_reports_is_one_row_with_the_day(self, project, capsys):
        (event,) = [event for event in events(capsys, "--entity", "네이버") if event["days"].startswith("2025-09")]

        assert (event["days"], event["dates_told"], event["reports"]) == ("2025-09-12", ["2025-09", "2025-09-12"], 2)
        assert event["sources"] == ["월간_브리핑.md", "주간_동향.md"]
        assert len(event["event_ids"]) == 3

    def test_a_list_under_a_month_is_an_event_for_each_product(self, project, capsys):
        found = events(capsys, "--from", "2025-07", "--to", "2025-07")

        assert [event["days"] for event in found] == ["2025-07"] * 3
        assert all(event["event_type"] == "product_release" and event["actors"] == ["네이버"] for event in found)

    def test_people_read_it_by_month(self, project, capsys):
        assert run(["timeline", "--entity", "네이버", "--from", "2025-09"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "2025년 9월"
        assert lines[1].startswith("  2025-09-12  출시  네이버 · ")
        assert "다른 날짜: 2025-09 · 출처: 월간_브리핑.md, 주간_동향.md" in lines[3]
        assert "2025년 10월" in lines

    def test_plans_are_marked(self, project, capsys):
        assert run(["timeline", "--entity", "카카오"]) == 0

        assert "  2026-03  출시 (예정)  카카오 · " in capsys.readouterr().out

    def test_types_may_be_korean(self, project, capsys):
        assert events(capsys, "--type", "출시") == events(capsys, "--type", "product_release") != []

    def test_csv_has_a_header(self, project, capsys):
        assert run(["timeline", "--entity", "카카오", "--csv"]) == 0

        header, row = capsys.readouterr().out.splitlines()
        assert header.startswith("event_type,start_on,end_on")
        assert row.startswith("product_release,2026-03-01,2026-03-31")

    def test_nothing_found_is_said(self, project, capsys):
        assert run(["timeline", "--entity", "네이버", "--from", "2030"]) == 0

        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("sasil: no such events. Leave out --entity, --from")

    @pytest.mark.parametrize(("args", "message"), MISTAKES, ids=[" ".join(args) for args, _ in MISTAKES])
    def test_mistake_is_told_in_one_line(self, project, capsys, args, message):
        assert run(["timeline", *args]) == 2
        assert capsys.readouterr() == ("", f"sasil: {message}\n")


DAYS = [
    ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
    ("2025-h1", date(2025, 1, 1), date(2025, 6, 30)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2025-01-15", date(2025, 1, 15), date(2025, 1, 15)),
]


@pytest.mark.parametrize(("given", "first", "last"), DAYS)
def test_a_date_may_be_partial(given, first, last):
    assert read_days("--from", given) == (first, last)


@pytest.mark.parametrize("given", ["", "25", "2025-13", "2025-00", "2025-11-31", "2025-Q5", "2025-H3", "0000", "어제"])
def test_what_is_no_date_is_refused(given):
    with pytest.raises(UserError, match="no such date"):
        read_days("--from", given)


KOREAN = [
    ("2025-09-08", "2025-09-08"),
    ("2025-Q3", "2025 3분기"),
    ("2025-H2", "2025 하반기"),
    ("2025", "2025"),
    ("2025/2027", "2025~2027"),
    ("2025-09-03/2025-09-09", "2025-09-03~09-09"),
    ("2025-12-29/2026-01-04", "2025-12-29~2026-01-04"),
]


@pytest.mark.parametrize(("days", "written"), KOREAN)
def test_days_in_korean(days, written):
    assert format_days(days) == written


def test_every_type_and_status_has_a_korean_name():
    assert set(TYPES_KO) == set(get_args(EventType))
    assert set(STATUSES_KO) == set(get_args(EventStatus))


def test_columns_stand_under_each_other_and_fit(monkeypatch):
    """A Hangul syllable is two cells wide."""
    monkeypatch.setenv("COLUMNS", "80")
    plain = {
        "status": "occurred", "actors": [], "counterparties": [], "objects": ["갑"], "sources": ["a.md"], "types_told": [],
        "dates_told": [], "clause": None, "trigger": "공개", "sentence": "가나다라 마바사 " * 20, "start_on": date(2025, 7, 1),
        "step": 1, "steps": 1,
    }  # fmt: skip
    rows = [
        plain | {"days": "2025-07", "event_type": "ipo"},
        plain | {"days": "2025-Q3", "event_type": "operation", "status": "planned", "step": 2, "steps": 3},
        plain | {"days": "2025", "event_type": "ipo", "start_on": date(2025, 1, 1)},
    ]

    lines = list(render_timeline(list(rows[0]), [[row[name] for name in rows[0]] for row in rows]))

    starts = [cell_len(line.partition("주체")[0]) for line in lines if "주체" in line]
    assert len(set(starts)) == 1
    assert max(map(cell_len, lines)) <= 80
    assert [line.strip() for line in lines if "단계" in line] == ["3단계 가운데 2 · 출처: a.md"]
    assert [line for line in lines if not line.startswith(" ")] == ["2025년 7월", "", "2025년 3분기", "", "2025년"]
