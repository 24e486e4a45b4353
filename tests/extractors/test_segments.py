"""The slice of its owner that a figure is for."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2025, 11, 3)

SLICES = [
    ("알리바바의 클라우드 매출액은 398억 위안이다.", ["클라우드"]),
    ("삼성전자의 3분기 반도체 부문의 매출은 33조원이다.", ["반도체 부문"]),
    ("현대차는 북미 법인의 매출이 5조원으로 늘었다고 밝혔다.", ["북미 법인"]),
    ("기아의 국내 판매는 5만대, 해외 판매는 20만대다.", ["국내", "해외"]),
    ("SK하이닉스의 HBM 매출은 3조원이다.", ["HBM"]),
    ("네이버는 연결 매출 3조원, 커머스 매출 9천억원을 기록했다.", [None, "커머스"]),
]
WHOLE = [
    "카카오의 매출은 2조원이다.",
    "농심의 연간 영업이익은 2천억원이다.",
    "LG전자의 3분기 누적 매출은 60조원이다.",
    "포스코홀딩스의 별도 영업이익은 3천억원이다.",
    "기아는 5조원을 투자한다.",
]


@pytest.mark.parametrize(("text", "slices"), SLICES)
def test_what_stands_between_owner_and_metric_is_a_slice(text, slices):
    assert [figure.segment for figure in extract(text, DAY).figures] == slices


@pytest.mark.parametrize("text", WHOLE)
def test_how_it_is_reckoned_and_when_is_no_slice(text):
    assert [figure.segment for figure in extract(text, DAY).figures] == [None]
