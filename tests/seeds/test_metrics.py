"""seeds/metrics.csv: each row is found in its example, and a row that cannot be used is refused with its line and column."""

import csv
from datetime import date
from importlib import resources

import pytest

from extractors.figures.metrics import COLUMNS, METRICS, Ontology, find_cues, fitting, is_a
from extractors.quantities import find_quantities
from extractors.seeds import SeedError, read_rows
from pipeline import extract

PUBLISHED = date(2025, 11, 14)

ROW = {
    "metric": "revenue", "kind": "flow", "name_ko": "매출", "name_en": "revenue", "definition_en": "What comes in.",
    "definition_ko": "들어온 돈.", "cues": "매출|매출액", "units": "money", "example": "매출 3억원",
}  # fmt: skip


def ontology(*rows):
    lines = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    return Ontology(read_rows(lines, "metrics.csv", COLUMNS, SeedError))


@pytest.mark.parametrize("metric", list(METRICS), ids=lambda metric: metric.name)
def test_the_example_states_the_metric(metric):
    """It yields a figure with this metric."""
    assert metric.name in {figure.metric for figure in extract(metric.example, published_on=PUBLISHED).figures}


def test_there_are_enough():
    assert len(list(METRICS)) >= 180


@pytest.mark.parametrize(
    ("name", "broader"),
    [
        ("target_price", "share_price"), ("price_upside", "share_price"), ("index_level", "share_price"), ("capex", "investment"),
        ("operating_margin", "margin"), ("revenue_share", "market_share"), ("mortgage_loans", "loan"), ("core_inflation", "inflation"),
        ("travel_balance", "services_balance"), ("policy_rate", "interest_rate"), ("revenue", "revenue"),
    ],
)  # fmt: skip
def test_a_narrower_metric_is_a_broader_one(name, broader):
    assert is_a(name, broader)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("employment_rate", "unemployment_rate"), ("fertility_rate", "approval_rate"), ("fatality_rate", "approval_rate"),
        ("response_rate", "approval_rate"), ("current_account", "operating_profit"), ("goods_balance", "trade_balance"),
        ("services_balance", "operating_profit"), ("roa", "roe"), ("dividend_yield", "share_price"), ("gdp", "economic_growth"),
    ],
)  # fmt: skip
def test_two_things_are_two_metrics(one, other):
    assert not is_a(one, other)
    assert not is_a(other, one)


NAMED = [
    ("경상수지는 98억 달러 흑자", ["current_account", "current_account"]),
    ("영업이익은 30억원, 무역수지는 20억 달러 적자", ["operating_profit", "trade_balance", "trade_balance"]),
    ("지난해 40억원 적자였다", ["operating_profit"]),
    ("목표주가는 9만원, 상승여력은 20%", ["target_price", "price_upside"]),
    ("가전의 매출 비중은 40%", ["revenue_share"]),
    ("가전의 비중은 40%", ["share_of_total"]),
    ("고용률과 실업률", ["employment_rate", "unemployment_rate"]),
    ("발행주식총수", ["shares_outstanding"]),
    ("시장규모", ["market_size"]),  # the blank of a cue may be missing
    ("주택담보대출 금리", ["mortgage_loans", "interest_rate"]),
    ("수출자금", ["exports", "fund_size"]),
]
SILENT = [
    "투자자 50명", "시장 기대치", "시장조사", "수출입은행", "매출채권", "재정비 사업", "실적자료", "유치원", "고용장관", "비효율",
    "회원가입 절차", "PERSON", "BISON", "유가족", "재정의", "인도네시아", "조달청장", "보수공사", "가속도",
    "복지가", "이유가", "보유가", "작성금지", "예상금액", "과학비전", "흡수율", "해외채권", "책임금융", "목표가 크다", "시급히",
    "이상금융거래", "댐퍼", "아이디어 공모",
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_words_name_their_metric(text, names):
    assert names == [cue.metrics[0].name for cue in find_cues(text, 0, len(text))]


@pytest.mark.parametrize("text", SILENT)
def test_a_cue_inside_another_word_is_none(text):
    assert find_cues(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("수주 3조원", ["contract_value"]),
        ("선박 발주량 32% 감소", ["units_contracted"]),
        ("에너지 총수요 3% 증가", ["energy_use"]),
        ("수주 12척", ["units_contracted"]),
        ("수출 5억 달러", ["exports"]),
        ("수출 2만 대", ["export_volume"]),
        ("환자 12명", ["patients"]),
        ("환자 12%", []),  # what is counted says nothing beside a percentage
        ("업체 수 5%", ["company_count"]),
        ("업체 5%", []),
    ],
)
def test_the_unit_tells_which_metric_is_meant(text, names):
    (quantity,) = find_quantities(text)

    assert names == [metric.name for _, metric in fitting(find_cues(text, 0, len(text)), quantity)]


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([{**ROW, "broader": "income"}], 2, "broader"),
        ([{**ROW, "broader": "revenue"}], 2, "broader"),
        ([ROW, {**ROW, "metric": "a", "broader": "b", "cues": "판매"}, {**ROW, "metric": "b", "broader": "a", "cues": "거래"}], 3, "broader"),
        ([ROW, {**ROW, "metric": "sales"}], 3, "cues"),
        ([ROW, {**ROW, "metric": "sales", "cues": "판매", "counted": "매 출"}], 3, "counted"),
        ([ROW, {**ROW, "cues": "판매"}], 3, "metric"),
        ([{**ROW, "kind": "amount"}], 2, "kind"),
        ([{**ROW, "units": "money|parsec"}], 2, "units"),
        ([{**ROW, "otherwise": "sales"}], 2, "otherwise"),
        ([{**ROW, "judged_as": "sales"}], 2, "judged_as"),
        ([{**ROW, "signed": "no"}], 2, "signed"),
        ([{**ROW, "lookalikes": "매출액"}], 2, "lookalikes"),
        ([{**ROW, "definition_ko": ""}], 2, "definition_ko"),
        ([{**ROW, "example": ""}], 2, "example"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused(rows, line, column):
    with pytest.raises(SeedError) as refused:
        ontology(*rows)

    assert (refused.value.line, refused.value.column) == (line, column)


def test_columns_are_those_of_the_table():
    with (resources.files("seeds") / "metrics.csv").open(encoding="utf-8", newline="") as table:
        assert tuple(next(csv.reader(table))) == COLUMNS
