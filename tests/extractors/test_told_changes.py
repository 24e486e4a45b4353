"""A fall or a rise told by a noun, with a verb that says nothing of its own; points of an index that rise and fall."""

from datetime import date

import pytest

from pipeline import extract

CHANGES = [
    ("가온정밀 매출이 9% 역성장했다.", -9),
    ("가온정밀 매출은 7% 뒷걸음쳤다.", -7),
    ("가온정밀은 6%의 감소를 기록했다.", -6),
    ("가온정밀 매출은 4%의 감소세를 보였다.", -4),
    ("가온정밀 매출의 감소폭은 8%다.", -8),
    ("가온정밀 주가 낙폭은 11%였다.", -11),
    ("가온정밀은 3% 마이너스 성장을 기록했다.", -3),
    ("가온정밀 매출은 5%의 증가세를 보였다.", 5),
    ("가온정밀 주가 상승폭은 2%였다.", 2),
    ("이날 코스피는 31.4포인트 급락했다.", -31.4),
    ("코스닥은 8.2포인트 오른 912.4에 마감했다.", 8.2),
]
LEVELS = ["가온정밀의 시장 점유율은 12%다.", "가온정밀은 12%의 지분을 기록했다.", "코스피는 4,120.3포인트로 마감했다."]


@pytest.mark.parametrize(("text", "value"), CHANGES)
def test_a_change_told_by_a_noun_has_its_sign(text, value):
    figure = extract(text, date(2025, 12, 1)).figures[0]

    assert (figure.measure, float(figure.value)) == ("change", value)


@pytest.mark.parametrize("text", LEVELS)
def test_what_is_no_change_stays_a_level(text):
    assert [figure.measure for figure in extract(text, date(2025, 12, 1)).figures] == ["level"]
