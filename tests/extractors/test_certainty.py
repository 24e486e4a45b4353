"""How sure a figure is where the wording leaves one modality only."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import extract

LINES = Path(__file__).with_name("certainty.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.split(" => ") for line in LINES if line and not line.startswith("#")]
OPEN = {
    "공모가격은 액면가(500원)의 60배인 3만원이며 다음 주 공모주 청약을 실시한다.": (
        "chosen by the networks, which take a multiple of the face value for as planned as the price"
    ),
}
"""Lines that no rule settles yet, and why they are not read right."""


def case(text: str, modalities: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=OPEN[text])] if text in OPEN else []
    return pytest.param(text, modalities, marks=marks, id=text)


@pytest.mark.parametrize(("text", "modalities"), [case(*row) for row in ROWS])
def test_the_wording_says_how_sure_a_figure_is(text: str, modalities: str) -> None:
    figures = extract(text.replace("\\n", "\n"), published_on=date(2025, 11, 7)).figures
    assert [figure.modality for figure in figures] == modalities.split("; ")


CALL = (
    "# 가온 기술개발사업 시행계획 공고\n\n지원계획을 다음과 같이 공고합니다.\n\n□ 공고 규모: 정부출연금 5,100 백만원 이내, 16개 과제\n\n"
    "□ 접수 기간: 2025. 11. 14. ~ 11. 30.\n\n□ 지원 대상: 가온시 소재 기업\n\n"
    "| 구분 | 1차년 | 2차년 |\n|---|---|---|\n| 지원한도 | 5억원 | 8억원 |\n\n"
    "□ 사업 배경: 지난해 수출액은 3조원으로 5% 늘었다\n"
)


def test_a_call_for_applications_plans_what_it_gives() -> None:
    report = extract(CALL, published_on=date(2025, 11, 7))
    found = {report.document.text[f.start_char : f.end_char]: f.modality for f in report.figures}
    assert {found[size] for size in ("5,100 백만원", "16개", "5억원", "8억원")} == {"plan"}
    assert found["3조원"] == found["5%"] == "actual"


def test_a_report_on_what_was_given_is_no_call() -> None:
    report = extract("# 가온 사업 결과\n\n□ 지원 규모: 16개 기업에 51억원을 지원했다\n", published_on=date(2025, 11, 7))
    assert {figure.modality for figure in report.figures} == {"actual"}


def test_a_row_or_column_of_goals_plans() -> None:
    table = "| 구분 | 2023 | 2024 | 2026(예정) |\n|---|---|---|---|\n| 목표액(백만원) | 765 | 805 | 910 |\n| 집행실적(백만원) | 775 | 850 | 920 |\n"
    report = extract(f"# 나래식품 기부금 현황\n\n{table}", published_on=date(2025, 11, 7))
    found = {report.document.text[f.start_char : f.end_char]: f.modality for f in report.figures}
    assert {found[size] for size in ("765", "805", "910", "920")} == {"plan"}
    assert found["775"] == found["850"] == "actual"


ROWS_OF_AMOUNTS = "월 매출액 1,500만원 2,600만원\n\n원두값 400만원 700만원\n\n임대료 90만원 90만원 지하 기준\n"


@pytest.mark.parametrize(
    ("lead", "modality"),
    [
        ("예상 매출 및 수익", "forecast"),
        ("월 예상 매출", "forecast"),
        ("지점별 매출", "actual"),
        ("예상치를 웃돈 매출", "actual"),
    ],
)
def test_rows_of_amounts_are_as_sure_as_the_line_above_them(lead: str, modality: str) -> None:
    found = extract(f"가온분식 안내\n\n{lead}\n\n{ROWS_OF_AMOUNTS}", published_on=date(2024, 5, 2)).figures

    assert len(found) == 6
    assert {figure.modality for figure in found} == {modality}


def test_rows_with_a_time_of_the_past_are_not_expected() -> None:
    text = "가온분식 안내\n\n예상 매출 및 수익\n\n2022년 매출액 1,500만원 2,600만원\n"

    assert {figure.modality for figure in extract(text, published_on=date(2024, 5, 2)).figures} == {"actual"}
