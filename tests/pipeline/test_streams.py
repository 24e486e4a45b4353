"""Tables that lost their lines are counted off, or left alone."""

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.lines import read_lines
from pipeline.segment.streams import unfolded


def tables(text: str) -> list[str]:
    segmented = segment(raw_report(text))
    return [segmented.text[block.start_char : block.end_char] for block in segmented.blocks if block.kind == "table"]


COUNTED = {
    "one cell a line, a dash among them": (
        "(단위: 억원)\n구분\n2024\n2025\n매출액\n1,200\n-\n영업이익\n120\n130\n",
        ["| 구분 | 2024 | 2025 |", "| 매출액 | 1,200 | - |", "| 영업이익 | 120 | 130 |"],
    ),
    "terms without a corner, rows apart, a label whose bracket ends like a sentence": (
        "2. 손익구조 변동내용(단위:천원)\n당해사업연도\n직전사업연도\n증감금액\n증감비율(%)\n\n"
        "- 매출액(재화의 판매 및 용역의 제공에 따른 금액에 한함)\n1,400,000\n1,500,000\n-100,000\n-6.7%\n\n"
        "- 영업이익\n127,000\n126,000\n1,000\n0.8%\n\n- 대규모법인여부\n해당\n",
        [
            "| | 당해사업연도 | 직전사업연도 | 증감금액 | 증감비율(%) |",
            "| 매출액(재화의 판매 및 용역의 제공에 따른 금액에 한함) | 1,400,000 | 1,500,000 | -100,000 | -6.7% |",
            "| 영업이익 | 127,000 | 126,000 | 1,000 | 0.8% |",
        ],
    ),
    "all in one line, text behind it": (
        "(단위: 억원) 구분 2024년 2025년 매출액 1,200 1,300 영업이익 120 130 자료는 한빛정밀이 냈다\n",
        ["| 구분 | 2024년 | 2025년 |", "| 매출액 | 1,200 | 1,300 |", "| 영업이익 | 120 | 130 |"],
    ),
    "heads glued over lines": (
        "(단위 : 천원)\n구 분 품 목제12기\n('24.1.1~12.31)제11기\n('23.1.1~12.31)\n국 내승 용 34,010 34,341\nR V 47,998 43,559\n",
        [
            "| 구 분 품 목 | 제12기 ('24.1.1~12.31) | 제11기 ('23.1.1~12.31) |",
            "| 국 내승 용 | 34,010 | 34,341 |",
            "| R V | 47,998 | 43,559 |",
        ],
    ),
    "a cell a line between empty ones, labels with how many they stand for": (
        "기금은 27일 채권을 매입했다고 밝혔다.\n\n< 매입 현황 >\n\n구 분\n\n채권액\n\n채무자수\n\n저축은행\n\n(12개사)\n\n"
        "3,410억 원\n\n2.7만 명\n\n캐피탈\n\n956억 원\n\n1.2만 명\n",
        [
            "| 구 분 | 채권액 | 채무자수 |",
            "| 저축은행 (12개사) | 3,410억 원 | 2.7만 명 |",
            "| 캐피탈 | 956억 원 | 1.2만 명 |",
        ],
    ),
    "a cell a line between the pipes of empty ones, rates in brackets": (
        "구 분\n|\n전체\n|\n정보통신\n|\n||||||\n'23.4월\n|\n'24.4월\n|\n'23.4월\n|\n'24.4월\n|\n||\n"
        "수출\n|\n578.4(12.9%↑)\n|\n496.2(△14.2%)\n|\n199.3(16.9%↑)\n|\n127.7(△35.9%)\n|\n||||\n"
        "수지\n|\n△23.7\n|\n△26.2\n|\n77.9\n|\n23.3\n|\n",
        [
            "| 구 분 | 전체 | | 정보통신 | |",
            "| | '23.4월 | '24.4월 | '23.4월 | '24.4월 |",
            "| 수출 | 578.4(12.9%↑) | 496.2(△14.2%) | 199.3(16.9%↑) | 127.7(△35.9%) |",
            "| 수지 | △23.7 | △26.2 | 77.9 | 23.3 |",
        ],
    ),
    "a cell a line, rates in brackets in some of them": (
        "(단위: 억원)\n구분\n2023년\n2024년\n매출액\n1,240 (12.1%↑)\n1,120(-3.1%)\n영업이익\n141(3.1%↑)\n-\n",
        ["| 구분 | 2023년 | 2024년 |", "| 매출액 | 1,240 (12.1%↑) | 1,120(-3.1%) |", "| 영업이익 | 141(3.1%↑) | - |"],
    ),
    "heads in two lines, of which the last ones compare": (
        "(단위: 톤, %)\n구분\n2023년\n2024년\n증감\n(C=B-A)\n증감률\n(A)\n비중\n(B)\n비중\n"
        "밤\n1,012\n26.8\n915\n23.9\n-97\n-9.6\n잣\n2,250\n59.7\n2,372\n61.9\n122\n5.4\n",
        [
            "| 구분 | 2023년 | | 2024년 | | 증감 (C=B-A) | 증감률 |",
            "| | (A) | 비중 | (B) | 비중 | | |",
            "| 밤 | 1,012 | 26.8 | 915 | 23.9 | -97 | -9.6 |",
            "| 잣 | 2,250 | 59.7 | 2,372 | 61.9 | 122 | 5.4 |",
        ],
    ),
    "turns of labels": (
        "구분(단위 : 백만원, %) 당기실적 전기실적 전기대비\n(25년2분기) (25년1분기) 증감율(%) 흑자적자전환여부\n"
        "매출액 당해실적 2,257 2,094 7.8 - 누계실적 4,351 - - -\n영업이익 당해실적 62 19 220.0 - 누계실적 82 - - -\n",
        [
            "| 구분(단위 : 백만원, %) | | 당기실적 | 전기실적 | 전기대비 | |",
            "| | | (25년2분기) | (25년1분기) | 증감율(%) | 흑자적자전환여부 |",
            "| 매출액 | 당해실적 | 2,257 | 2,094 | 7.8 | - |",
            "| | 누계실적 | 4,351 | - | - | - |",
            "| 영업이익 | 당해실적 | 62 | 19 | 220.0 | - |",
            "| | 누계실적 | 82 | - | - | - |",
        ],
    ),
    "heads that name their units, a cell a line": (
        "보고 기준일 |\n주권 |\n| 증권등의수(주) |\n비율(%) |\n| 직전보고서 |\n2026.05.25\n1,200\n6.40\n| 이번보고서 |\n2026.09.02\n1,500\n8.00\n"
        "| 증 감 |\n300\n1.60\n주) 합병으로 발행주식 총수가 바뀌었음.\n",
        [
            "| | 증권등의수(주) | 비율(%) |",
            "| 직전보고서 2026.05.25 | 1,200 | 6.40 |",
            "| 이번보고서 2026.09.02 | 1,500 | 8.00 |",
            "| 증 감 | 300 | 1.60 |",
        ],
    ),
    "what was, what changed and what is": (
        "| 보고사유 |\n변동일* |\n소 유 주 식 수 (주) |\n취득단가(원)** |\n비 고 |\n| 변동전 |\n증감 |\n변동후 |\n"
        "장내매수(+)\n2026.08.31\n1,200\n100\n1,300\n4,600\n-\n장내매도(-)\n2026.09.01\n1,300\n-50\n1,250\n4,700\n-\n",
        [
            "| 보고사유 변동일* | 소 유 주 식 수 (주) | | | 취득단가(원)** | 비 고 |",
            "| | 변동전 | 증감 | 변동후 | | |",
            "| 장내매수(+) 2026.08.31 | 1,200 | 100 | 1,300 | 4,600 | - |",
            "| 장내매도(-) 2026.09.01 | 1,300 | -50 | 1,250 | 4,700 | - |",
        ],
    ),
    "rows that are counted, years and a misprint among their numbers": (
        "지역별 카페 (단위: 원)\n\n순위\n\n지역\n\n매출(억)\n\n점포 수\n\n1\n\n가온동\n\n41.2\n\n2020\n\n2\n\n나래동\n\n33,5\n\n840\n\n"
        "3\n\n다솜동\n\n9.8\n\n610\n\n자료는 한빛연구소가 냈다.\n",
        [
            "| 순위 | 지역 | 매출(억) | 점포 수 |",
            "| 1 | 가온동 | 41.2 | 2020 |",
            "| 2 | 나래동 | 33,5 | 840 |",
            "| 3 | 다솜동 | 9.8 | 610 |",
        ],
    ),
    "a rule behind the last row": (
        "(단위: 억원)\n구분\n2023년\n2024년\n매출액\n1,240\n1,120\n영업이익\n141\n-3\n-\n",
        ["| 구분 | 2023년 | 2024년 |", "| 매출액 | 1,240 | 1,120 |", "| 영업이익 | 141 | -3 |"],
    ),
    "companies whose names open with what notes open with": (
        "(단위 : 주, %)\n주주명\n지분율\n주식수\n(주)가온홀딩스\n60%\n1,200,000\n나래조합\n40%\n800,000\n",
        ["| 주주명 | 지분율 | 주식수 |", "| (주)가온홀딩스 | 60% | 1,200,000 |", "| 나래조합 | 40% | 800,000 |"],
    ),
    "a line between the declared unit and the corner": (
        "금액(단위:원)\n항목 값에 따른 금액(백만원), 비중 안내\n구분\n금액(백만원)\n비중\n이자수익\n590\n60%\n수수료수익\n390\n40%\n",
        ["| 구분 | 금액(백만원) | 비중 |", "| 이자수익 | 590 | 60% |", "| 수수료수익 | 390 | 40% |"],
    ),
    "a label of two lines that begins like a word of the page": (
        "(단위: 억원)\n연도별 실적\n구분\n2024년\n2025년\n분양 1,200 1,310\nHome\nService 410 422\n합계 1,610 1,732\n",
        [
            "| 연도별 실적 구분 | 2024년 | 2025년 |",
            "| 분양 | 1,200 | 1,310 |",
            "| Home Service | 410 | 422 |",
            "| 합계 | 1,610 | 1,732 |",
        ],
    ),
    "one column of numbers": (
        "(단위 : 백만원)\n구 분 제 품 금 액\n총매출\n승용, 상용 등7,383\n내부매출 (2,963)\n",
        ["| 구 분 제 품 금 액 | |", "| 총매출 승용, 상용 등 | 7,383 |", "| 내부매출 | (2,963) |"],
    ),
}
LEFT = {
    "nothing announces it": "매출액\n1,200\n1,300\n영업이익\n120\n130\n",
    "a number is missing": "(단위: 억원) 구분 2024년 2025년 매출액 1,200 영업이익 120 130 순이익 90 95\n",
    "heads of two lines that lost their order": "(단위: 대)\n구 분\n'25.1월\n'24.1월\n비중\n비중\n"
    "승용\n126,940\n24.6\n93,937\n15.8\n상용\n80,905\n15.7\n66,493\n11.2\n",
    "changes that do not add up": "| 보고사유 |\n주식수(주) |\n단가(원) |\n| 변동전 |\n증감 |\n변동후 |\n장내매수\n1,200\n100\n1,400\n4,600\n"
    "장내매도\n1,300\n-50\n1,250\n4,700\n",
    "more heads with units than numbers": "증권수(주) |\n비율(%) |\n금액(원) |\n직전보고서\n1,200\n6.40\n이번보고서\n1,500\n8.00\n",
    "ranks that do not follow each other": "순위\n지역\n매출\n1\n가온동\n41.2\n3\n나래동\n33.5\n2\n다솜동\n9.8\n",
    "ranks with another count of cells": "순위\n지역\n매출\n1\n가온동\n41.2\n2\n나래동\n33.5\n12\n3\n다솜동\n9.8\n",
    "a word of the page above a row of other numbers": "(단위: 억원)\n매출 1,200 1,310\nHome\n사원 410명이 모인 422번째 행사\n",
    "a list": "구분 : 가 12 → 나 13 → 다 14\n",
}


@pytest.mark.parametrize(("text", "rows"), COUNTED.values(), ids=COUNTED)
def test_a_stream_is_counted_off(text, rows):
    (table,) = tables(text)

    assert table.split("\n") == rows


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_cannot_be_counted_off_is_no_table(text):
    assert tables(text) == []


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("IT부문12,345", ["IT부문 12,345"]),
        ("매출 1,200 1,300 이익 120 130", ["매출 1,200 1,300", "이익 120 130"]),
        ("1. 실적 구분(단위 : 백만원) 당기 전기", ["1. 실적", "구분(단위 : 백만원) 당기 전기"]),
        ("1. 손익(단위: 원) 당해사업연도 직전사업연도", ["1. 손익(단위: 원)", "당해사업연도 직전사업연도"]),
        (
            "1. 손익(단위: 원) 당해사업연도 직전사업연도 - 매출 12 13",
            ["1.", "손익(단위: 원) 당해사업연도 직전사업연도 - 매출 12 13"],
        ),
        ("<점포별 구매건수 증감률(단위: %)>", ["<점포별 구매건수 증감률(단위: %)>"]),
        ("매출은 1,200억원으로 12.5% 늘었다", ["매출은 1,200억원으로 12.5% 늘었다"]),
        ("매출(억원) : (24년) 1,200 → (25년) 1,300", ["매출(억원) : (24년) 1,200 → (25년) 1,300"]),
    ],
)
def test_lines_with_several_rows_are_cut(line, pieces):
    assert [each.raw for each in unfolded(list(read_lines(line)))] == pieces


def test_the_points_of_a_note_in_one_line_are_items():
    note = (
        "투자의견 매수 유지 - 비용이 뒤로 밀리며 올해 이익은 300억원을 넘을 가능성이 큼. 배당도 늘 전망 - 이자이익은 8% 늘어난 120억원 예상"
        " - 대출은 서울 - 부산 노선처럼 둘로 나뉨."
    )
    lines = list(unfolded(list(read_lines(note))))

    assert [line.raw[:6] for line in lines] == ["투자의견 매", "비용이 뒤로", "이자이익은 ", "대출은 서울"]
    assert [line.sign is not None for line in lines] == [False, True, True, True]


def test_bullets_in_one_line_open_items():
    line = (
        "□ 2031년 축제 방문객은 전년대비 4.1% 증가□ (시기별) 봄(3.2%), 가을(1.4%)은 늘고 겨울은 감소 ○ 주말 방문객은 12만명으로 2.0% 감소"
        " - 외국인은 3천명으로 1.0% 증가 - 내국인은 11만명으로 2.8% 감소<br>ㅇ 자세한 내용은 붙임을 참고"
    )
    lines = list(unfolded(list(read_lines(line))))

    assert [line.raw[:6] for line in lines] == ["□ 2031", "□ (시기별", "○ 주말 방", "외국인은 3", "내국인은 1", "ㅇ 자세한 "]
    assert all(line.sign is not None for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "이번 조사에서 자세한 내용을 더 알고 싶은지를 물었고 □ 예 □ 아니오 □ 모름 가운데 하나를 고르도록 한 뒤에 결과를 모두 더했다",
        "피해자 김○○ 씨와 이○○ 씨는 회사를 상대로 소송을 냈으며 법원은 두 사람에게 회사가 3천만원을 나누어 지급하라고 판결했다고 밝혔다",
        "2031년 축제 결과 보도자료를 다음과 같이 배포하오니 참고하시기 바랍니다. □ 축제 방문객은 전년대비 4.1% 늘어난 12만명이었다",
    ],
)
def test_marks_that_open_no_items_part_no_line(line):
    assert [each.raw for each in unfolded(list(read_lines(line)))] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "서울 - 부산 노선과 대전 - 광주 노선을 오가는 승객이 지난해보다 크게 늘었다고 회사가 밝혔고 올해도 비슷하게 늘 전망이다",
        "이자이익은 8% 늘어난 120억원으로 예상되며 대출 성장도 이어질 전망 - 대출은 서울과 부산에서 고르게 늘어날 것으로 보인다",
    ],
)
def test_other_dashes_part_no_line(line):
    assert [each.raw for each in unfolded(list(read_lines(line)))] == [line]
