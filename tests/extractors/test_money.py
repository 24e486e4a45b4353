from datetime import date
from decimal import Decimal

import pytest

from extractors.money import REACH, BadRatesError, ReferenceRates, read_rates


@pytest.fixture(scope="module")
def rates():
    return ReferenceRates()


def test_a_week_end_takes_the_friday_before(rates):
    sunday = rates.on("USD", date(2025, 11, 2))

    assert sunday.rate_on == date(2025, 10, 31)
    assert sunday.source == "ECB"


def test_won_is_won(rates):
    won = rates.on("KRW", date(2025, 10, 31))

    assert won.krw == 1
    assert Decimal("0.0006") < won.usd < Decimal("0.0008")


def test_cross_rates_agree(rates):
    """A yuan in won is a yuan in dollars times a dollar in won."""
    day = date(2025, 10, 31)
    yuan, dollar = rates.on("CNY", day), rates.on("USD", day)

    assert yuan.usd * dollar.krw == pytest.approx(yuan.krw, rel=Decimal("1e-9"))


@pytest.mark.parametrize("currency", ["TWD", "VND", "XXX"])
def test_a_currency_without_a_rate_has_none(rates, currency):
    assert rates.on(currency, date(2025, 10, 31)) is None


def test_never_a_later_day(rates):
    """The yuan's series begins on 1 April 2005."""
    assert rates.on("CNY", date(2005, 3, 31)) is None
    assert rates.on("CNY", date(2005, 4, 1)) is not None


def test_a_rate_that_is_too_old_is_none(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("currency,rate_on,krw,source\nTWD,2025-10-01,46.5,한국은행\n", encoding="utf-8")
    rates = ReferenceRates(path)

    assert rates.on("TWD", date(2025, 10, 1 + REACH)).krw == Decimal("46.5")
    assert rates.on("TWD", date(2025, 10, 2 + REACH)) is None
    assert rates.on("TWD", date(2025, 9, 30)) is None


def test_a_users_rate_comes_before_the_ecb(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("currency,rate_on,krw\nusd,2025-10-31,1500\n", encoding="utf-8")

    rate = ReferenceRates(path).on("USD", date(2025, 10, 31))

    assert (rate.krw, rate.source) == (1500, "rates.csv")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("currency,day,krw\nTWD,2025-10-01,46\n", "row 1: the header lacks rate_on"),
        ("currency,rate_on,krw\nTWD,10/1,46\n", "row 2: '10/1' or '46' is not a day and a number"),
        ("currency,rate_on,krw\nTWD,2025-10-01,46\nTWD,2025-10-02,-1\n", "row 3: a rate is above zero, not -1"),
    ],
)
def test_a_bad_row_is_named(tmp_path, content, says):
    path = tmp_path / "rates.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(BadRatesError, match=says):
        read_rates(path)
