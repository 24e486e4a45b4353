"""Tables without ruling lines, and letters that pdfium leaves out."""

from __future__ import annotations

import pytest

from pipeline.readers.markdown import CELL_BREAK
from pipeline.readers.omitted import completed
from pipeline.readers.pieces import Line, Piece
from pipeline.readers.unruled import run_of, table_of

LEFTS = (60.0, 120.0, 180.0)
B = CELL_BREAK


def line(base, *cells):
    """A line of type of 6 points, its cells at LEFTS; None is no cell."""
    pieces = [
        Piece(text, left, base - 6, left + 4 * len(text), base, 6, base)
        for text, left in zip(cells, LEFTS, strict=False)
        if text is not None
    ]
    return Line(pieces)


def grid(lines):
    found = table_of(run_of(lines, 0))
    return found and found[2].cells


def test_the_lines_of_a_cell_are_one():
    lines = [
        line(11, None, "2031년", None),
        line(22, "구분", "9월 말", "증감"),
        line(39, "휴대전", None, None),
        line(50, "화", "1,240.5", "△0."),
        line(61, None, None, "4"),
        line(78, "인터넷", "310.2", "2.1"),
    ]

    assert grid(lines) == [
        ["구분", f"2031년{B}9월 말", "증감"],
        [f"휴대전{B}화", "1,240.5", f"△0.{B}4"],
        ["인터넷", "310.2", "2.1"],
    ]


def test_rows_that_stand_in_groups_stay_rows():
    lines = [line(11, "구분", "매출", "이익"), line(28, "갑", "10", "1"), line(39, "을", "20", "2"), line(56, "병", "30", "3")]

    assert [row[0] for row in grid(lines)] == ["구분", "갑", "을", "병"]


def test_rows_at_one_distance_stay_rows():
    lines = [line(11, "구분", "매출", "이익"), line(24, "갑", "10", None), line(37, "을", None, "2"), line(50, "병", "30", "3")]

    assert len(grid(lines)) == 4


def test_a_line_over_several_columns_is_no_part_of_the_table():
    caption = Line([Piece("가온전자의 사업 부문별 실적이 다음과 같다", 60, 5, 220, 11, 6, 11)])
    lines = [caption, line(24, "구분", "매출", "이익"), line(37, "갑", "10", "1"), line(50, "을", "20", "2")]
    first, end, table = table_of(run_of(lines, 0))

    assert (first, end) == (1, 4)
    assert table.cells[0] == ["구분", "매출", "이익"]


def test_prose_is_no_table():
    lines = [Line([Piece("한 줄로 된 글이다", 60, n * 15, 200, n * 15 + 10, 10, n * 15 + 10)]) for n in range(8)]

    assert table_of(run_of(lines, 0)) is None


@pytest.mark.parametrize(("left", "joined"), [(101.0, ["매출로"]), (104.0, ["매출 로"]), (130.0, ["매출", "로"])])
def test_a_letter_that_was_left_out_joins_its_line(left, joined):
    piece, letter = Piece("매출", 80, 0, 100, 10, 10, 8.0), Piece("로", left, 0, left + 10, 10, 10, 8.2)

    assert [found.text for found in completed([piece], [letter], 0.95)] == joined


def test_a_letter_on_a_line_of_its_own_is_a_piece_in_its_place():
    above, below = Piece("해상풍력: 100MW에서 390MW", 80, 0, 200, 10, 10, 8.0), Piece("제주", 80, 40, 100, 50, 10, 48.0)
    letter = Piece("로", 80, 20, 90, 30, 10, 28.0)

    assert [found.text for found in completed([above, below], [letter], 0.95)] == [above.text, "로", "제주"]
