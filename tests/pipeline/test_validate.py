from datetime import date

import pytest

from extractors.language import Origin, analyse, package_language
from pipeline import extract
from pipeline.assemble import Draft, assemble
from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.validate import validate
from schemas import Token


@pytest.fixture
def draft() -> Draft:
    """What one sentence says, before validation."""
    raw = raw_report("기아는 9월 4일 미국 공장에 2억달러(약 2,800억원)를 투자했다.", source_name="기아.txt")
    segmented = segment(raw)
    doc = analyse(package_language(), segmented.text, segmented.blocks, Origin(raw.source_name, published_on=date(2025, 11, 14)))
    return assemble(raw, segmented, doc, "test")


def test_a_sound_report_has_no_rejects(draft):
    report = validate(draft)

    assert report.rejects == ()
    assert len(report.figures) == 2
    assert report.event_figures


def test_one_bad_record_goes_to_the_rejects_and_the_rest_stays(draft):
    draft.rows["figures"][0]["bound"] = "roughly"

    report = validate(draft)

    (reject,) = report.rejects
    assert (reject.record_kind, reject.start_char) == ("figures", draft.rows["figures"][0]["start_char"])
    assert reject.reason.startswith("bound: Input should be 'exact'")
    assert [figure.text for figure in report.figures] == ["2,800억원"]


def test_nothing_points_to_a_rejected_record(draft):
    lost = draft.rows["figures"][0]["figure_id"]
    draft.rows["figures"][0]["metric"] = None

    report = validate(draft)

    assert report.figures[0].equivalent_of is None
    assert lost not in {link.figure_id for link in report.event_figures}


def test_a_record_that_does_not_quote_the_text_is_refused(draft):
    row = draft.rows["mentions"][0]
    row["text"] = "X" * len(row["text"])

    report = validate(draft)

    assert [reject.reason for reject in report.rejects] == ["its characters are not those of the text at its offsets"]


def test_tokens_are_validated_by_the_column_and_refused_one_by_one(draft):
    whole = validate(draft).tokens
    draft.columns["tokens"]["start_char"][2] = -1

    report = validate(draft)

    assert [token.form for token in whole[:3]] == ["기아", "는", "9"]
    assert isinstance(whole[0], Token)
    assert [token.ordinal for token in report.tokens] == [0, 1, *range(3, len(whole))]
    (reject,) = report.rejects
    assert (reject.record_kind, reject.reason) == ("tokens", "start_char: Input should be greater than or equal to 0")


def test_a_column_that_no_record_has_is_refused(draft):
    draft.columns["tokens"]["odd"] = [0] * len(draft.columns["tokens"]["tag"])

    report = validate(draft)

    assert report.tokens == ()
    assert {reject.reason for reject in report.rejects} == {"odd: Extra inputs are not permitted"}


def test_a_magnitude_too_large_to_store_is_refused(draft):
    draft.rows["figures"][1]["value"] *= 10**25

    report = validate(draft)

    assert [reject.record_kind for reject in report.rejects] == ["figures"]


def test_a_table_without_any_unit_is_refused_as_a_whole():
    report = extract("# 설비\n\n| 구분 | 가동 | 예비 |\n| --- | --- | --- |\n| 본관 | 12 | 13 |\n| 별관 | 15 | 16 |\n")

    (reject,) = report.rejects
    assert report.document.text[reject.start_char : reject.end_char].startswith("| 구분 |")
    assert "none of the 4 numbers" in reject.reason
    assert report.figures == ()


def test_a_figure_of_a_table_knows_the_heads_of_its_cell():
    report = extract("| 구분 | 2024년 | 2025년 |\n| --- | --- | --- |\n| 매출액(억원) | 1,200 | 1,300 |\n\n매출은 3억원이다.\n")

    assert [(figure.text, figure.row_label, figure.column_label) for figure in report.figures] == [
        ("1,200", "매출액(억원)", "2024년"),
        ("1,300", "매출액(억원)", "2025년"),
        ("3억원", None, None),
    ]
