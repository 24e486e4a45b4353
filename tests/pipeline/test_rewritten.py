"""The example reports in every format: what each of them gives of the figures of the text, tables included."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rewritten import WRITERS, parts_of, read_as

from pipeline.readers import read_report

ROOT = Path(__file__).parents[2]
REPORTS = (
    "seeds/reports/shipbuilding_2025-11-04.md",
    "seeds/reports/cosmetics_exports_2025-08.md",
    "seeds/reports/2025-09-17_실적기사.txt",
    "tests/gold/reports/gangwon_housing_release.txt",
    "tests/gold/reports/us_jp_brief_202512.md",
)
"""Tables, prose, a release under its letterhead, headings above lists; `benchmarks/parity.py` rewrites all of them."""
LEAST = 0.98
"""Of the figures with all attributes; of a sheet, those in tables: it has no sentences around them."""


def test_each_format_gives_the_figures_of_the_text(tmp_path, capsys):
    expected: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for report in REPORTS:
        parts = parts_of(read_report(ROOT / report).text)
        whole = read_as("report.md", parts, tmp_path)
        for name in WRITERS:
            wanted = whole.cells if name.endswith("xlsx") else whole.figures
            expected[name] += wanted.total()
            same[name] += (read_as(name, parts, tmp_path).figures & wanted).total()
    with capsys.disabled():
        print("\n".join(f"{name:<12} {same[name]:>4} of {expected[name]:>4} figures" for name in WRITERS))

    assert expected["report.md"] > 100
    assert [name for name in WRITERS if same[name] < LEAST * expected[name]] == []


TABLE = "<table><tr><th>구분</th><th>3분기</th></tr><tr><td>매출액</td><td>3,250억원</td></tr></table>"
LAID_OUT = (
    "<html><body><div>{menu}</div><table><tr><td>{menu}</td><td>"
    "<p>한빛전자는 3분기 매출이 3조 2,500억원이라고 밝혔다.<br>영업이익은 4,120억원으로 작년보다 8.3% 늘었다.</p>"
    "<p>회사는 평택 공장에 1조 5천억원을 투자하고 직원 1,200명을 새로 뽑기로 했다. 공장은 내년에 문을 연다.</p>"
    "<p>증권가는 4분기에도 실적이 나아질 것으로 내다봤다. 목표주가는 9만원이다.</p>"
    f"{TABLE}</td></tr></table></body></html>"
)


def test_a_page_that_a_table_lays_out_keeps_its_paragraphs_and_tables(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(LAID_OUT.format(menu="".join(f'<a href="/{n}">메뉴 항목 {n}</a> ' for n in range(12))), encoding="utf-8")
    lines = read_report(path).text.split("\n")

    assert "영업이익은 4,120억원으로 작년보다 8.3% 늘었다." in lines
    assert not any("메뉴" in line for line in lines)
    assert "| 매출액 | 3,250억원 |" in lines


HWPX_TABLE = "<hp:tbl><hp:tr>{}</hp:tr><hp:tr>{}</hp:tr></hp:tbl>"
STRUCK = '<hp:run><hp:t>매출은 <hp:deleteBegin Id="1"/>3조원</hp:t></hp:run><hp:run><hp:t>이고<hp:deleteEnd Id="1"/>4조원이다</hp:t></hp:run>'


@pytest.fixture
def section():
    from lxml import etree

    def made(inside):
        return etree.fromstring(f'<hs:sec xmlns:hs="urn:s" xmlns:hp="urn:p">{inside}</hs:sec>')

    return made


def written(element):
    from pipeline.readers.hancom import _Walk
    from pipeline.readers.markdown import Writer

    writer = Writer(1_000)
    _Walk(writer, {"7": 2}, None).below(element)
    return writer.text()


def test_a_table_that_stands_in_no_paragraph_is_read(section):
    cells = [
        "".join(f"<hp:tc><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hp:tc>" for text in row) for row in ("가나", "다라")
    ]

    assert written(section(HWPX_TABLE.format(*cells))).endswith("| 다 | 라 |")


def test_what_a_tracked_change_has_struck_is_left_out_over_runs(section):
    assert written(section(f"<hp:p>{STRUCK}</hp:p>")) == "매출은 4조원이다"


@pytest.mark.parametrize(("text", "line"), [("□ 추진 배경", "## □ 추진 배경"), ("- 매출 3조원 달성", "- 매출 3조원 달성")])
def test_an_item_in_an_outline_style_is_no_heading(section, text, line):
    top = "<hp:p><hp:run><hp:t>보고</hp:t></hp:run></hp:p>"
    styled = f'<hp:p styleIDRef="7"><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>'

    assert written(section(top + styled)).split("\n")[-1] == line
