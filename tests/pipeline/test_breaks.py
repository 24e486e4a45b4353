"""Line breaks inside words, cells and headings: what takes their place, as the rules, the tables and the document itself have it."""

from __future__ import annotations

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.cells import whole_cells
from pipeline.segment.glue import Break, spaces

ONE, TWO = "", " "


def between(before, after, text=""):
    return TWO if spaces([Break(before, after, spaced=False)], text)[0] else ONE


def blocks(text, name="text.txt"):
    segmented = segment(raw_report(text, source_name=name))
    return [(block.kind, segmented.text[block.start_char : block.end_char]) for block in segmented.blocks]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("고용은 30대(-3.1천", "명), 50대에서 줄었다", ONE),
        ("부지 31만", "㎡를 사들였다", ONE),
        ("값이 세 배로 비싸", "졌다.", ONE),
        ("경쟁이 더 치열해", "지고 있다", ONE),
        ("먼저 열린 경기에서", "졌다.", TWO),
        ("“두 배로 늘었다”", "고 말했다.", ONE),
        ("버스 회사 M", "owasalat과 손잡았다", ONE),
        ("칩 회사 AM", "D가 밝혔다", ONE),
        ("회사 Gaon", "Motors가 밝혔다", TWO),
        ("주가는 LG에너지", "솔루션이 올랐다", ONE),
        ("올해 무역", "수지는 흑자다", ONE),
    ],
)
def test_rules_and_names_tell_whether_a_break_is_inside_a_word(before, after, expected):
    assert between(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        ("전국 미", "분양 주택은", "준공 후 미분양은 늘었다", ONE),
        ("이번 농촌", "용수 사업은", "농촌용수 개발에 쓴다", ONE),
        ("이번 농촌", "용수 사업은", "농촌 용수 개발에 쓴다", TWO),
        ("값은 3조", "2,000억원이다", "1조 5,000억원과 2조 1,000억원이다", TWO),
        ("값은 3조", "2,000억원이다", "1조5,000억원과 2조1,000억원이다", ONE),
        ("값은 5억", "달러다", "3억 달러와 4억 달러를 냈다", TWO),
        ("값은 5억", "달러다", "3억달러와 4억달러를 냈다", ONE),
    ],
)
def test_the_document_tells_how_it_writes_the_word(before, after, text, expected):
    assert between(before, after, text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("△0.\\ 4", "△0.4"),
        ("12,3\\ 45", "12,345"),
        ("10.5\\ 11.2", "10.5 11.2"),
        ("128\\ 40", "128 40"),
        ("2031년 9월\\ 말", "2031년 9월 말"),
        ("역슬래시\\\\ 둘", "역슬래시\\\\ 둘"),
    ],
)
def test_the_lines_of_a_cell_become_one_and_two_numbers_stay_two(cell, expected):
    assert whole_cells([[cell]], "") == [[expected]]


def test_a_heading_that_a_reader_broke_is_one():
    assert blocks(
        "## 해상풍력: 100MW에서 390MW\\\n로\n\n제주의 단지는 5기를 세워 모두 27MW의 설비를 갖추었다고 밝혔다.\n", "text.md"
    )[0][1] == ("해상풍력: 100MW에서 390MW로")


def test_headings_below_each_other_stay_two():
    assert [text for _, text in blocks("## 매출\n## 이익\n\n둘 다 늘었다고 가온전자가 이날 오후에 밝혔다.\n", "text.md")][:2] == [
        "매출",
        "이익",
    ]


def test_a_caption_goes_on_where_its_bracket_closes():
    text = "표 2. 연간 실적 추정 (연결, 단위: 십\n억원)\n\n| 구분 | 2031 |\n|---|---|\n| 매출 | 12 |\n"

    assert blocks(text)[0] == ("caption", "표 2. 연간 실적 추정 (연결, 단위: 십억원)")


@pytest.mark.parametrize(
    "text",
    [
        "표 2. 연간 실적 추정 (연결, 단위: 억원\n매출 (잠정)은 늘었다.\n",
        "표 2. 연간 실적 추정 (연결)\n억원) 단위다.\n",
        "표 2. 연간 실적 추정 (연결\n\n단위: 억원)\n",
    ],
)
def test_a_caption_ends_where_the_next_line_closes_nothing(text):
    assert len(blocks(text)) == 2


def items(text):
    return [shown for kind, shown in blocks(text) if kind == "list_item"]


def test_the_second_number_of_a_ratio_opens_no_item():
    assert items("단지는 13일 접수에서 평균 36.0대 1의 경쟁률을 보였고 최고는 92.4대\n1. 분양가는 3억원이다.\n") == []


def test_a_number_below_a_line_that_counts_nothing_opens_an_item():
    assert len(items("회사가 이번에 새로 들여온 장비는 다음과 같은 기대\n1. 분양가는 3억원이다.\n2. 계약금은 1억원이다.\n")) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("가온증권 리서치센터 · 기업 분석 · 조선\n· 2031. 11. 4\n", 0),
        ("2031년까지 612억원을 들여 빈집 340채를 정비\n·공공임대 180채를 신축한다.\n", 0),
        ("회사가 밝힌 내용은 다음의 두 가지로 나뉜다\n·매출 3억원\n·이익 1억원\n", 2),
        ("회사가 밝힌 내용은 다음과 같다.\n·매출이 3억원으로 늘었다.\n", 1),
    ],
)
def test_a_dot_between_words_opens_no_item(text, count):
    assert len(items(text)) == count


PROSE = "가온시는 이날 새 계획을 내놓고 앞으로 3년 동안 모두 400억원을 쓰겠다고 밝혔다."
LIST = "- 공장은 2031년에 문을 연다.\n- 직원은 200명을 뽑는다.\n"


@pytest.mark.parametrize(
    ("line", "below", "kind"),
    [
        ("정책·금리", LIST, "heading"),
        ("나라전자(NARA, 1203 JP)", LIST, "heading"),
        ("수출: 반도체가 끌고, 자동차는 제자리", PROSE, "heading"),
        ("수출: 반도체가 끌고, 자동차는 제자리", LIST, "heading"),
        ("문의: 홍보팀", PROSE, "paragraph"),
        ("장소: 가온 호텔", LIST, "paragraph"),
        ("계획은 모두 셋으로 나뉜다.", LIST, "paragraph"),
        ("보도시점 2031. 3. 4.(화) 12:00", PROSE, "paragraph"),
    ],
)
def test_a_line_set_apart_is_a_heading_or_is_not(line, below, kind):
    assert (kind, line) in blocks(f"올해의 살림 계획\n\n{PROSE}\n\n{line}\n\n{below}")


def test_a_line_right_above_a_list_stays_a_line():
    assert ("paragraph", "정책·금리") in blocks(f"올해의 살림 계획\n\n{PROSE}\n정책·금리\n{LIST}")


@pytest.mark.parametrize(
    "head", ["보 도 자 료 가온광역시", "보도자료 나라건설부", "보도일시 2031. 9. 19.(금) 조간 [온라인 9. 18.(목) 12:00]"]
)
def test_a_letterhead_is_no_title(head):
    assert blocks(f"{head}\n\n빈집을 고쳐 청년에게 빌려준다\n\n{PROSE}\n")[:2] == [
        ("paragraph", head),
        ("title", "빈집을 고쳐 청년에게 빌려준다"),
    ]


def test_a_title_that_names_releases_is_one():
    assert blocks(f"보도자료 배포 계획 변경 안내\n\n{PROSE}\n")[0][0] == "title"
