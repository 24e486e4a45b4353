"""Texts are cut into blocks no worse than they were: floors for every kind of block and for the cells of tables."""

from __future__ import annotations

import gate
import pytest
import segmentation


@pytest.mark.parametrize("part", segmentation.PARTS)
def test_nothing_lies_below_its_floor(part):
    assert gate.below(segmentation.reached(part, segmentation.score(part)), segmentation.read_floors()[part]) == []


@pytest.mark.parametrize("part", segmentation.PARTS)
def test_every_kind_is_annotated(part):
    scored = segmentation.score(part)

    assert all(tally.gold for tally in scored.kinds.values())
    assert set(segmentation.read_floors()[part]) == {name for name, _ in segmentation.shown(part, scored)}


def test_there_are_sixty_texts():
    assert sum(len(segmentation.documents(part)) for part in segmentation.PARTS) >= 60


class TestScore:
    """What the scorer counts, on texts made up for it."""

    def score(self, tmp_path, annotated):
        path = tmp_path / "text.txt"
        path.write_text(annotated, encoding="utf-8")
        scored = segmentation.Score()
        scored.add(segmentation.read_annotated(path))
        return scored

    def test_what_is_cut_as_annotated_is_right(self, tmp_path):
        scored = self.score(
            tmp_path, "T|# 분기 실적\n-|\nG|| 구분 | 1월 |\n-||---|---|\nG|| 매출 | 30 |\n-|\nP|매출은 1월에 30억 원이었다.\n"
        )

        assert scored.errors == []
        assert {name: tally.f1 for name, tally in scored.totals()} == {"all lines": 1, "block begins": 1, "table cells": 1}

    def test_a_wrong_kind_counts_against_both(self, tmp_path):
        scored = self.score(tmp_path, "T|# 분기 실적\n-|\nL|매출은 1월에 30억 원이었다.\n")

        assert (scored.kinds["list_item"].recall, scored.kinds["paragraph"].precision) == (0, 0)
        assert len(scored.errors) == 1

    def test_a_cell_in_another_column_is_wrong(self, tmp_path):
        scored = self.score(tmp_path, "G|| 구분 | 1월 |\nG|| 매출 | 30 |\n=|구분 | | 1월\n=|매출 | 30 |\n")

        assert (scored.cells.gold, scored.cells.found, scored.cells.right) == (4, 4, 3)

    def test_a_grid_that_stands_a_row_lower_is_right(self, tmp_path):
        scored = self.score(tmp_path, "G|| 실적 | |\nG|| 구분 | 1월 |\nG|| 매출 | 30 |\n=|구분 | 1월\n=|매출 | 30\n")

        assert (scored.cells.gold, scored.cells.right) == (4, 4)

    def test_a_line_that_goes_on_begins_no_block(self, tmp_path):
        scored = self.score(tmp_path, "P|매출은 1월에 30억 원이었다.\n-|\n+|이익은 2월에 4억 원이었다.\n")

        assert (scored.begins.gold, scored.begins.found, scored.begins.right) == (1, 2, 1)

    @pytest.mark.parametrize("annotated", ["매출\n", "X|매출\n", "+|매출\n", "=|매출\n"])
    def test_a_line_without_a_kind_is_refused(self, tmp_path, annotated):
        with pytest.raises(ValueError, match=r"text\.txt:1"):
            self.score(tmp_path, annotated)
