"""Labels and heads of tables: words set wide, a second column of labels, who owns the rows, and when columns are for."""

from datetime import date

import pytest

from extractors.figures.metrics import find_cues
from extractors.scopes import kind_of, unspaced
from pipeline import extract

DAY = date(2026, 2, 5)


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("구 분", "구분"), ("생      산", "생산"), ("당 기 순 이 익", "당기순이익"), ("증 감(B-A)", "증감(B-A)"),
        ("- 농 업 소 득", "- 농업소득"),
        ("합 계 (명)", "합계 (명)"), ("매출 총이익", "매출 총이익"), ("국내 생 산", "국내 생 산"), ("수 출액", "수 출액"),
        ("생산 수 출", "생산 수 출"),
        ("2 월", "2 월"), ("영업이익", "영업이익"), ("계", "계"),
    ],
)  # fmt: skip
def test_a_word_set_wide_is_one_word(label, word):
    assert unspaced(label) == word


def test_the_cue_of_a_word_set_wide_is_all_of_it():
    text = "| 생   산 | 4,555 |"

    (cue,) = find_cues(text, 2, 7)

    assert (text[cue.start : cue.end], cue.metrics[0].name) == ("생   산", "output")
    assert find_cues("그 중 산", 0, 5) == ()


def test_profits_of_a_business_are_money():
    assert kind_of("투자손익").unit == "money"


def figures(caption: str, *rows: str, title: str = "가온정밀 실적", day: date = DAY):
    return extract("\n\n".join([f"# {title}", caption, "\n".join(f"| {row} |" for row in rows)]) + "\n", day).figures


SECOND = [
    ("당기순이익", "영업이익", ["net_income", "operating_profit"]),
    ("매출액", "영업이익", ["revenue", "operating_profit"]),
    ("자산", "부채", ["assets", "debt"]),
]


@pytest.mark.parametrize(("first", "second", "metrics"), SECOND)
def test_the_second_column_of_labels_says_what_is_measured(first, second, metrics):
    found = figures("(단위: 억원)", "구분 | | 2024 | 2025", f"한빛화재 | {first} | 90 | 95", f" | {second} | 40 | 44")

    assert [figure.metric for figure in found[::2]] == metrics
    assert {figure.subject_text for figure in found} == {"한빛화재"}


@pytest.mark.parametrize("second", ["국내", "당해실적", "1월"])
def test_a_second_label_that_is_no_measure_leaves_it_to_the_first(second):
    found = figures("(단위: 억원)", "구분 | | 2024 | 2025", f"매출액 | {second} | 90 | 95", " | 해외 | 40 | 44")

    assert {figure.metric for figure in found} == {"revenue"}


def test_a_headed_second_column_is_no_column_of_labels():
    found = figures("(단위: 억원)", "구분 | 예산 | 2024 | 2025", "매출액 | 매출 | 90 | 95", "영업이익 | 이익 | 40 | 44")

    assert [figure.metric for figure in found[::2]] == ["revenue", "operating_profit"]


CAPTIONED = [
    ("국내 자동차 생산 및 판매 현황 (단위: 천대)", "국내 자동차"),
    ("최근 3년간 국내 선박 생산 추이 (단위: 천대)", "국내 선박"),
    ("세계 반도체 장비 생산 추이 (단위: 천대)", "세계 반도체 장비"),
]
OWN = [
    "생산 및 판매 현황 (단위: 천대)",
    "국내 생산 및 판매 현황 (단위: 천대)",
    "국내 공장 생산 현황 (단위: 천대)",
    "국내 판매 법인 생산 현황 (단위: 천대)",
    "글로벌 사업 생산 현황 (단위: 천대)",
    "자동차 생산 현황 (단위: 천대)",
]


def of_rows(caption: str) -> set[str | None]:
    found = figures(caption, "구분 | 2024 | 2025", "생 산 | 90 | 95", "판 매 | 40 | 44", title="삼성전자 사업보고서")
    assert len(found) == 4
    return {figure.subject_text for figure in found}


@pytest.mark.parametrize(("caption", "trade"), CAPTIONED)
def test_a_trade_in_the_caption_closes_the_way_to_the_company(caption, trade):
    assert of_rows(caption) == {trade}


@pytest.mark.parametrize("caption", OWN)
def test_a_caption_without_a_trade_leaves_the_company(caption):
    assert of_rows(caption) == {"삼성전자"}


def test_a_part_of_a_year_below_a_year_is_of_that_year():
    found = figures("(단위: 억원)", "구분 | 2024년 | | 2025년 | ", " | 11월 | 12월 | 1월 | 2월", "매출액 | 90 | 95 | 91 | 92")

    assert [(str(f.period_start), str(f.period_end)) for f in found] == [
        ("2024-11-01", "2024-11-30"), ("2024-12-01", "2024-12-31"), ("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "first", "last"),
    [
        ("1분기 | 2분기", "2024-01-01..2024-03-31", "2025-04-01..2025-06-30"),
        ("상반기 | 하반기", "2024-01-01..2024-06-30", "2025-07-01..2025-12-31"),
        ("2월 | 3월", "2024-02-01..2024-02-29", "2025-03-01..2025-03-31"),
        ("금액 | 건수", "2024-01-01..2024-12-31", "2025-01-01..2025-12-31"),
    ],
)
def test_what_stands_below_a_year(parts, first, last):
    found = figures("(단위: 억원)", "구분 | 2024년 | | 2025년 | ", f" | {parts} | {parts}", "매출액 | 90 | 95 | 91 | 92")

    assert [f"{f.period_start}..{f.period_end}" for f in (found[0], found[-1])] == [first, last]


@pytest.mark.parametrize("head", ["증감률('25/'24)", "증감률 ('25/'24)", "증감률(2025/2024)", "증감률(’25÷’24)", "증감률"])
def test_a_change_is_not_for_the_year_that_it_is_divided_by(head):
    found = figures("(단위: 억원, %)", f"구분 | '24 | '25 | {head}", "매출액 | 90 | 95 | 5.6", "영업이익 | 40 | 44 | 10.0")

    changes = [figure for figure in found if figure.unit == "percent"]
    assert len(changes) == 2
    assert {(figure.measure, figure.period_start.year) for figure in changes} == {("change", 2025)}


@pytest.mark.parametrize("label", ["사망률", "주간 발생률", "자살률*", "조출생률"])
def test_a_rate_of_so_many_people_is_refused_where_no_percentage_is_declared(label):
    found = figures("(단위: 명)", "구분 | 2024 | 2025", "사망자 수 | 6,900 | 7,000", f"{label} | 6.9 | 7.0", title="인구 동향")

    assert {figure.unit for figure in found} == {"count"}
    assert [figure.text for figure in found] == ["6,900", "7,000"]


@pytest.mark.parametrize(
    ("caption", "label"), [("(단위: 명, %)", "사망률"), ("(단위: 명)", "치명률"), ("(단위: 명)", "사망률(%)")]
)
def test_other_rates_are_percentages(caption, label):
    found = figures(caption, "구분 | 2024 | 2025", "사망자 수 | 6,900 | 7,000", f"{label} | 6.9 | 7.0", title="인구 동향")

    assert [figure.unit for figure in found] == ["count", "count", "percent", "percent"]


GUARANTEES = (
    "구분 | 보증한 회사(소속회사) | 건 수 | 보증 금액",
    "하자보증 | (주)가온산업 | 3 | 5,200",
    " | 나루건설(주) | 1 | 943",
    "계 | | 4 | 6,143",
)


def test_a_column_of_companies_says_whose_the_numbers_are():
    found = figures("(단위: 백만원)", *GUARANTEES, title="계열사 보증 현황")

    assert [figure.subject_text for figure in found[:4]] == ["가온산업"] * 2 + ["나루건설"] * 2


def test_a_company_that_spans_rows_is_the_owner_in_all_of_them():
    found = figures(
        "(단위: 백만원)",
        "소속회사명 | | 품목 | 매출액",
        "비금융회사 | 가온산업(주) | 부품 | 310",
        " | | 용역 | 25",
        title="계열사 거래",
    )

    assert [figure.subject_text for figure in found] == ["가온산업", "가온산업"]


@pytest.mark.parametrize("head", ["거래상대방 회사", "주요 고객 기업", "비고"])
def test_a_column_of_others_says_not_whose_they_are(head):
    found = figures("(단위: 백만원)", f"구분 | {head} | 매출액", "한빛화재 | 나루건설(주) | 310", "새빛화재 | 다온해운(주) | 25")

    assert [figure.subject_text for figure in found] == ["한빛화재", "새빛화재"]


@pytest.mark.parametrize(("label", "unit"), [("건수", "건"), ("건 수", "건"), ("종업원 수", "명")])
def test_what_is_counted_is_no_money(label, unit):
    found = figures("(단위: 백만원)", f"구분 | {label} | 보증 금액", "하자보증 | 33 | 5,200", "차액보증 | 2 | 40")

    assert [(figure.value, figure.unit, figure.counter) for figure in found[::2]] == [(33, "count", unit), (2, "count", unit)]
    assert [figure.unit for figure in found[1::2]] == ["KRW", "KRW"]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("EBITDA/ 금융비용", "multiple"), ("순차입금 /EBITDA", "multiple"), ("EBIT/매출액", "percent"),
        ("보험금 / 위험보험료", "percent"), ("FCF/총차입금", "percent"), ("차입금", "KRW"), ("EBITDA", "KRW"), ("매출액", "KRW"),
    ],
)  # fmt: skip
def test_one_account_over_another_is_no_money(label, unit):
    (found,) = figures("(단위: 억원, 배, %)", "구분 | 2024", f"{label} | 4.2")

    assert found.unit == unit


def test_rows_above_the_years_say_on_what_basis_they_are():
    found = figures(
        "(단위: 억원)", "회계기준 | K-IFRS | K-IFRS", "구분 | 2023 | 2024", "매출액 | 310 | 325", "영업이익 | 25 | 31"
    )

    assert [figure.period_end for figure in found] == [date(2023, 12, 31), date(2024, 12, 31)] * 2


@pytest.mark.parametrize("caption", ["(단위: 천건, 억원)", "(단위: 천건)"])
def test_a_declared_count_keeps_its_multiplier(caption):
    found = figures(caption, "구분 | 건수", "하자보증 | 33", "차액보증 | 2")

    assert [figure.value for figure in found] == [33000, 2000]


def test_the_days_of_a_lower_head_are_those_of_the_year_above_it():
    rows = (
        "구분 | 2025년 | | 2026년 | ",
        "--- | --- | --- | --- | ---",
        " | 당월 (4.1.-10.) | 누계 (1.1.-4.10.) | 당월 (4.1.-10.) | 누계 (1.1.-4.10.)",
    )
    found = figures(
        "(단위: 백만 달러)", *rows, "수 출 | 12 | 120 | 15 | 140", "수 입 | 11 | 110 | 14 | 130", day=date(2026, 4, 13)
    )

    assert [(f.metric, str(f.period_start), str(f.period_end)) for f in found[2:6]] == [
        ("exports", "2026-04-01", "2026-04-10"),
        ("exports", "2026-01-01", "2026-04-10"),
        ("imports", "2025-04-01", "2025-04-10"),
        ("imports", "2025-01-01", "2025-04-10"),
    ]


NUMBERED = [
    ("연번 | 사업명 | 본예산", ["1 | 가온 출자 사업 | 120", "2 | 다올 매출 지원 | 80"], ["가온 출자 사업", "다올 매출 지원"]),
    ("구분 | 회사명 | 본예산", ["❶ 육성 | | 200", "1 | 가온식품 | 120", "2 | 다올식품 | 80"], ["육성", "가온식품", "다올식품"]),
    ("순위 | 도시명 | 본예산", ["3 | 한빛 | 120", "1 | 나래 | 80"], [None, None]),  # not in order
]


@pytest.mark.parametrize(("head", "rows", "subjects"), NUMBERED, ids=[head for head, *_ in NUMBERED])
def test_a_row_that_is_numbered_is_called_after_its_second_cell(head, rows, subjects):
    found = figures("(단위: 억원)", head, " | ".join(["---"] * 3), *rows, title="2026년 살림")

    assert [(figure.subject_text, figure.metric) for figure in found] == [(subject, "budget") for subject in subjects]


def test_columns_that_are_reckoned_with_each_other_measure_the_same():
    head = "사업명 | ’26년 본예산 (A) | ’26년 최종 (B) | 증/감 (B-A)"
    found = figures(
        "(단위: 억원)", head, " | ".join(["---"] * 4), "가온 출자 사업 | 100 | 120 | 20", "다올 사업 | 50 | 80 | 30", title="살림"
    )

    assert [(f.metric, f.measure, f.basis, f.period_start.year) for f in found[:3]] == [
        ("budget", "level", None, 2026),
        ("budget", "level", None, 2026),
        ("budget", "change", None, 2026),
    ]
    assert {figure.subject_text for figure in found} == {"가온 출자 사업", "다올 사업"}


def _read(caption: str, *rows: str) -> list:
    text = "\n".join((caption, "", *rows[:1], "|" + " --- |" * (rows[0].count("|") - 1), *rows[1:]))
    return extract(f"# 가온 동향\n\n자료를 3일 냈다.\n\n{text}\n", DAY).figures


@pytest.mark.parametrize(
    ("caption", "head", "value"),
    [
        ("(단위: 달러)", "투자액(억)", 1_200_000_000), ("(단위: 원)", "평균 매출 (만)", 120_000), ("(단위: 억원)", "투자액(억)", 1_200_000_000),
        ("이용 현황", "이용자 수(만)", 120_000),
    ],
)  # fmt: skip
def test_a_power_alone_in_a_head_scales_the_unit_of_the_caption(caption, head, value):
    (figure,) = _read(caption, f"| 분야 | {head} |", "| 세정 | 12 |")

    assert figure.value == value


@pytest.mark.parametrize(("caption", "head"), [("(단위: 백만원)", "투자액(억)"), ("투자 현황", "투자액(억)")])
def test_two_powers_or_one_without_a_unit_are_refused(caption, head):
    assert not _read(caption, f"| 분야 | {head} |", "| 세정 | 12 |")


def test_a_caption_that_begins_with_a_year_dates_the_whole_table():
    (figure,) = _read("<2024년 분야별 투자액> (단위: 억원)", "| 분야 | 투자액 |", "| 세정 | 12 |")

    assert (figure.period_start, figure.period_end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_caption_dates_no_table_that_tells_when_itself():
    figures = _read("<2024년 투자액> (단위: 억원)", "| 분야 | 2022년 | 2023년 |", "| 세정 | 12 | 13 |")

    assert [figure.period_start.year for figure in figures] == [2022, 2023]
