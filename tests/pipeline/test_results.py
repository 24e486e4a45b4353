"""The form of preliminary results gives the same figures however a converter broke it."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.segment.lines import read_lines
from pipeline.segment.results import results_tables

HEADS = ["구분", "당기실적", "전기실적", "전기대비증감율(%)", "전년동기실적", "전년동기대비증감율(%)"]
NOTES = ["", "('31.2Q)", "('31.1Q)", "", "('30.2Q)", ""]
BODY = [
    ["매출액", "당해실적", "1,100", "1,000", "10.0", "880", "25.0"],
    ["", "누계실적", "2,100", "-", "-", "1,680", "25.0"],
    ["영업이익", "당해실적", "110", "100", "10.0", "88", "25.0"],
    ["", "누계실적", "210", "-", "-", "168", "25.0"],
]
ABOVE = "라온전자/영업(잠정)실적(공정공시)/(2031.07.24)\n"
NOTED = [f"{head} {note}".strip() for head, note in zip(HEADS, NOTES, strict=True)]


def _words(*rows: list[str], between: str = " ") -> str:
    return "\n".join(between.join(cell for cell in row if cell) for row in rows)


FORMS = {
    "spaces": "1. 실적내용 단위 : 억원, %\n" + _words(HEADS, NOTES, *BODY),
    "one line": "1. 실적내용 단위 : 억원, % " + _words(NOTED, *BODY).replace("\n", " ") + " 2. 정보제공내역 정보제공자 IR팀",
    "one cell a line": "1. 실적내용\n단위 : 억원, %\n" + _words(NOTED, *BODY, between="\n"),
    "tabs": "1. 실적내용\t단위 : 억원, %\n" + "\n".join("\t".join(row) for row in (HEADS, NOTES, *BODY)),
    "pipes": "\n".join(f"| {' | '.join(row)} |" for row in (["1. 실적내용", "단위 : 억원, %"], HEADS, NOTES, *BODY)),
    "pipes without the cells that span": "| ※ 동 정보는 확정치와는 다를 수 있음. |\n|---|\n"
    + "\n".join(
        f"| {' | '.join(row)} |"
        for row in (["1. 실적내용", "단위 : 억원, %"], HEADS, NOTES[1:], *([c for c in row if c] for row in BODY))
    ),
    "labels between their rows": "1. 실적내용      단위 : 억원, %\n"
    "           당기실적   전기실적   전기대비   전년동기실적   전년동기대비\n   구분\n"
    "           ('31.2Q)   ('31.1Q)   증감율(%)   ('30.2Q)   증감율(%)\n\n"
    + "\n".join(
        f"          {'   '.join(now[1:])}\n{now[0]}\n          {'   '.join(so_far[1:])}"
        for now, so_far in zip(BODY[::2], BODY[1::2], strict=True)
    ),
    "broken rows": "1. 실적내용 단위 : 억원, %\n구분 당기실적 전기실적 전기대비\n전년동기실적 전년동기대비\n"
    "('31.2Q) ('31.1Q) 증감율(%) 흑자적자전환여부\n('30.2Q) 증감율(%) 흑자적자전환여부\n"
    + "\n".join(" ".join([*filter(None, row[:4])]) + f"\n{row[4]} - {row[5]} {row[6]} -" for row in BODY),
}
LEFT = {
    "rates that follow from other columns": _words(
        HEADS, ["매출액", "당해실적", "1,100", "880", "10.0", "1,000", "25.0"], BODY[1], BODY[3]
    ),
    "other words among the heads": _words([*HEADS[:3], "전망치", *HEADS[3:]], *BODY),
    "a number too many": _words(HEADS, *([*row, "7"] for row in BODY)),
    "one row": _words(HEADS, BODY[0]),
    "prose": "당기실적은 좋았다. 매출액 당해실적 1,100억원, 누계실적 2,100억원을 기록했다.",
}


def figures(text: str) -> set[tuple[str, str, str, str | None, str, str]]:
    """What is read of each number, without where it stands."""
    return {
        (f.text, f.metric, f.measure, f.basis, str(f.period_start), str(f.period_end))
        for f in extract(ABOVE + text + "\n").figures
    }


EXPECTED = {
    ("1,100", "revenue", "level", None, "2031-04-01", "2031-06-30"),
    ("1,000", "revenue", "level", None, "2031-01-01", "2031-03-31"),
    ("10.0", "revenue", "change", "qoq", "2031-04-01", "2031-06-30"),
    ("880", "revenue", "level", None, "2030-04-01", "2030-06-30"),
    ("25.0", "revenue", "change", "yoy", "2031-04-01", "2031-06-30"),
    ("2,100", "revenue", "level", None, "2031-01-01", "2031-06-30"),
    ("1,680", "revenue", "level", None, "2030-01-01", "2030-06-30"),
    ("25.0", "revenue", "change", "yoy", "2031-01-01", "2031-06-30"),
    ("110", "operating_profit", "level", None, "2031-04-01", "2031-06-30"),
    ("100", "operating_profit", "level", None, "2031-01-01", "2031-03-31"),
    ("10.0", "operating_profit", "change", "qoq", "2031-04-01", "2031-06-30"),
    ("88", "operating_profit", "level", None, "2030-04-01", "2030-06-30"),
    ("25.0", "operating_profit", "change", "yoy", "2031-04-01", "2031-06-30"),
    ("210", "operating_profit", "level", None, "2031-01-01", "2031-06-30"),
    ("168", "operating_profit", "level", None, "2030-01-01", "2030-06-30"),
    ("25.0", "operating_profit", "change", "yoy", "2031-01-01", "2031-06-30"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_flattening_changes_no_figure(name):
    assert figures(FORMS[name]) == EXPECTED


@pytest.mark.parametrize("name", LEFT)
def test_anything_else_is_no_such_form(name):
    assert list(results_tables(list(read_lines(LEFT[name])))) == []


def test_nothing_behind_the_form_is_lost():
    report = extract(ABOVE + FORMS["one line"])

    assert report.document.text.endswith("2. 정보제공내역 정보제공자 IR팀")
