"""Events of histories, of sources that tell a statistic, and of what a release says was decided."""

from datetime import date

from pipeline import extract

HISTORY = (
    "가온 위성\n\n교육부는 2009년 5월 평가원에 위성 개발사업을 제출하였다. 2011년 7월에 본격적으로 개발사업에 착수하였고, "
    "2013년 2월에는 설계검토회의를 개최하였다. 연구원은 2018년에 위성을 발사장으로 옮겼다. 무게는 3톤이다."
)


def told(text: str, day: date | None = None) -> list[tuple[str, str, str]]:
    report = extract(text, published_on=day)
    return [(event.event_type, str(event.start_on), event.status) for event in report.events]


def test_a_history_tells_events_year_after_year() -> None:
    found = told(HISTORY)
    assert [day for _, day, _ in found] == ["2009-05-01", "2011-07-01", "2013-02-01", "2018-01-01"]
    assert {status for _, _, status in found} == {"occurred"}


def test_a_history_dates_each_clause_by_its_year_and_goes_on_in_it() -> None:
    text = (
        "나래식품은 1971년 설립됐다. 1975년 전주공장을 세우고 이듬해 수출을 시작했으며, 도쿄에 첫 출장소를 세웠다. "
        "1980년 종합공장을 세운 뒤 1983년 이정호가 대표이사에 취임하면서 2세 경영이 자리를 잡았다. 2001년 공장을 매각했다."
    )
    assert [(kind, day[:4]) for kind, day, _ in told(text)] == [
        ("founding", "1971"),
        ("investment", "1975"),
        ("operation", "1976"),
        ("founding", "1976"),
        ("investment", "1980"),
        ("personnel", "1983"),
        ("acquisition", "2001"),
    ]


def test_news_with_a_year_in_it_is_no_history() -> None:
    news = "가온은 지난해 2009년과 2011년, 2013년의 장부를 다시 살폈다. 2018년 물량은 창고에 쌓였다."
    assert "2018-01-01" not in {day for _, day, _ in told(news, date(2024, 3, 5))}


def test_a_statistic_is_told_on_the_day_of_its_source() -> None:
    text = "5일 은행연합회에 따르면 지난달 신규 취급액 기준 코픽스는 12월보다 0.03%포인트 낮은 2.51%로 집계됐다."
    assert told(text, date(2024, 3, 5)) == [("report", "2024-03-05", "occurred")]


def test_what_the_issuer_of_a_release_has_decided_is_of_its_day() -> None:
    text = "# 나루홀딩스 제재\n\n2024. 3. 5.\n\n공정거래위원회(위원장 김가온)는 나루홀딩스에 과징금 9백만 원을 부과하기로 결정하였다.\n"
    assert ("sanction", "2024-03-05") in {(kind, day) for kind, day, _ in told(text, date(2024, 3, 5))}
