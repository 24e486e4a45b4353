"""Reference exchange rates: what an amount of money is in won and in dollars, on a given day and by which source.

The rates are the ECB's daily ones (package `currencyconverter`, offline), a user's own from a CSV, which come first, and those brought in
since from a table of the same form, for days and currencies that the package lacks.
A day without a rate takes the last rate before it, at most a week old (week-ends, holidays); never a later day's. No rate, no amount.
"""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from currency_converter import CurrencyConverter, RateNotFoundError

from schemas import FxRate

REACH = 7
"""Days a rate stays good: over Chuseok or Christmas the ECB leaves out four days in a row."""
ECB = "ECB"
_PLACES = Decimal("1e-12")
Rates = dict[str, dict[date, tuple[Decimal, str]]]
"""Currency → day → (won for one unit, source)."""


class BadRatesError(ValueError):
    """A CSV of exchange rates that cannot be used; says which row and what to write there."""

    def __init__(self, path: Path, row: int, problem: str) -> None:
        super().__init__(path, row, problem)
        self.path, self.row, self.problem = path, row, problem

    def __str__(self) -> str:
        return (
            f"{self.path}, row {self.row}: {self.problem}. "
            "A row is currency,rate_on,krw[,source]: TWD,2025-11-03,46.31,한국은행 (won for one unit of the currency)"
        )


class ReferenceRates:
    """Looks up the won and dollar price of a currency on a day."""

    def __init__(self, user_rates: Path | None = None, later_rates: Path | None = None) -> None:
        self._user: Rates = read_rates(user_rates) if user_rates else {}
        self._later: Rates = read_rates(later_rates) if later_rates and later_rates.is_file() else {}
        self._found: dict[tuple[str, date], FxRate | None] = {}

    def on(self, currency: str, day: date) -> FxRate | None:
        """The rate of *currency* on *day*, or on the last day before it that has one within `REACH`; None without one."""
        key = (currency, day)
        if key not in self._found:
            self._found[key] = next(filter(None, (self._at(currency, day - timedelta(back)) for back in range(REACH + 1))), None)
        return self._found[key]

    def _at(self, currency: str, day: date) -> FxRate | None:
        dollar = self._reference("USD", day)
        won = self._user.get(currency, {}).get(day) or self._reference(currency, day)
        if dollar is None or won is None:
            return None
        krw, source = won
        return FxRate(currency=currency, rate_on=day, krw=krw, usd=_round(krw / dollar[0]), source=source)

    def _reference(self, currency: str, day: date) -> tuple[Decimal, str] | None:
        """Won for one unit and the source, without the user's own rates; the won itself has the source of the dollar."""
        if (krw := packaged_rate(currency, day)) is not None:
            return krw, ECB
        if currency == "KRW" and (dollar := self._later.get("USD", {}).get(day)):
            return Decimal(1), dollar[1]
        return self._later.get(currency, {}).get(day)


def read_rates(path: Path) -> Rates:
    """Read a user's rates: currency → day → (won for one unit, source).

    Raises `BadRatesError` for a row that is incomplete or not a rate.
    """
    rates: Rates = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"currency", "rate_on", "krw"} - set(reader.fieldnames or ())
        if missing:
            raise BadRatesError(path, 1, f"the header lacks {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, start=2):
            try:
                day, krw = date.fromisoformat(row["rate_on"].strip()), Decimal(row["krw"].replace(",", ""))
            except (ValueError, InvalidOperation, AttributeError) as error:
                raise BadRatesError(path, number, f"{row['rate_on']!r} or {row['krw']!r} is not a day and a number") from error
            if not krw.is_finite() or krw <= 0:
                raise BadRatesError(path, number, f"a rate is above zero, not {krw}")
            rates[row["currency"].strip().upper()][day] = (_round(krw), (row.get("source") or path.name).strip())
    return dict(rates)


@functools.cache
def _converter() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)


@functools.cache
def packaged_rate(currency: str, day: date) -> Decimal | None:
    """Won for one unit of *currency* by the ECB's rates of exactly that day."""
    converter = _converter()
    bounds = converter.bounds.get(currency)
    if currency not in converter.currencies or bounds is None or not bounds.first_date <= day <= bounds.last_date:
        return Decimal(1) if currency == "KRW" and packaged_rate("USD", day) else None
    try:
        return _round(converter.convert(1, currency, "KRW", date=day))
    except RateNotFoundError:
        return None  # no rate that day: a week-end or a holiday


def _round(rate: Decimal) -> Decimal:
    return rate.quantize(_PLACES).normalize() + 0
