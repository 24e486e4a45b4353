"""Bringing in exchange rates of days that the installed table lacks: from a file, or from the ECB where there is a network."""

from __future__ import annotations

import csv
import io
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from extractors.money import BadRatesError, packaged_rate, read_rates
from pipeline.settings import Settings, UserError

ECB_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
ECB_SOURCE = "ECB"
COLUMNS = ("currency", "rate_on", "krw", "source")
TIMEOUT_SECONDS = 30
MOST_BYTES = 50_000_000


class Rate(NamedTuple):
    """What one unit of a currency was worth on a day; the fields are the columns of the table."""

    currency: str
    rate_on: date
    krw: Decimal
    source: str


@dataclass(frozen=True)
class Refreshed:
    """What a refresh has brought."""

    new: int
    """Rates for a currency and day that had none."""
    known: int
    """Rates that were there already, and stay as they were."""
    until: date | None
    """The last day that has a rate now; None where the table is empty."""


def refresh(settings: Settings, file: Path | None = None) -> Refreshed:
    """
    Add the rates of *file*, or those that the ECB publishes, to the table of later rates; what it has stays as it is.

    *file* is the ECB's eurofxref-hist.csv, zipped or not, or a table with the columns currency, rate_on, krw and source. So a rate that
    amounts were reckoned with never changes, and `reprocess` finds the amounts that had none.

    Raises:
        UserError: The file is neither, or the ECB does not answer.
    """
    stored = {(rate.currency, rate.rate_on): rate for rate in _stored(settings.rates)}
    before = len(stored)
    known = 0
    for rate in _arriving(file):
        key = (rate.currency, rate.rate_on)
        if key in stored or packaged_rate(*key) is not None:
            known += 1
        else:
            stored[key] = rate
    if len(stored) > before:
        _write(settings.rates, sorted(stored.values(), key=lambda rate: (rate.rate_on, rate.currency)))
    return Refreshed(len(stored) - before, known, max((rate.rate_on for rate in stored.values()), default=None))


def _stored(table: Path) -> Iterator[Rate]:
    if table.is_file():
        yield from _own_rates(table)


def _own_rates(table: Path) -> Iterator[Rate]:
    try:
        rates = read_rates(table)
    except BadRatesError as error:
        raise UserError(f"{error}.") from None
    for currency, days in rates.items():
        for day, (krw, source) in days.items():
            yield Rate(currency, day, krw, source)


def _arriving(file: Path | None) -> Iterator[Rate]:
    if file is None:
        yield from _ecb_rates(_text(_download(), ECB_URL), ECB_URL)
        return
    try:
        text = _text(file.read_bytes(), str(file))
    except OSError as error:
        raise UserError(f"{file}: {error.strerror}. Name the ECB's eurofxref-hist.csv or .zip, or a table of your own.") from None
    yield from _ecb_rates(text, str(file)) if text.startswith("Date,") else _own_rates(file)


def _download() -> bytes:
    try:
        with urllib.request.urlopen(ECB_URL, timeout=TIMEOUT_SECONDS) as answer:
            return bytes(answer.read(MOST_BYTES))
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise UserError(
            f"{ECB_URL}: {reason}. Fetch it elsewhere, and name the file: sasil rates refresh eurofxref-hist.zip"
        ) from error


def _text(data: bytes, name: str) -> str:
    """The table in *data*, which may be a ZIP archive that holds it alone."""
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                (member,) = archive.infolist()
                if member.file_size > MOST_BYTES:
                    raise UserError(f"{name}: more than {MOST_BYTES:,} bytes, which is no table of rates.")
                data = archive.read(member)
        return data.decode("utf-8-sig")
    except (zipfile.BadZipFile, ValueError) as error:
        raise UserError(f"{name}: no table of rates ({error}). Download it again.") from None


def _ecb_rates(text: str, name: str) -> Iterator[Rate]:
    """The ECB's table: a row a day, a column a currency, each cell what one euro costs in it; N/A where there is no rate."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            day = date.fromisoformat(row["Date"])
            euros = {
                code: Decimal(cell)
                for code, cell in row.items()
                if code not in ("Date", "", None) and cell not in ("N/A", "", None)
            }
        except (ValueError, KeyError, InvalidOperation):
            raise UserError(f"{name}, row {number}: no day with rates. Download the table again.") from None
        won = euros.get("KRW")
        if won is None:
            continue
        for code, cost in ({"EUR": Decimal(1)} | euros).items():
            if code != "KRW" and cost > 0:
                yield Rate(code, day, won / cost, ECB_SOURCE)


def _write(table: Path, rates: list[Rate]) -> None:
    """Replace the table, whole or not at all."""
    table.parent.mkdir(parents=True, exist_ok=True)
    unfinished = table.with_name(f".{table.name}.part")
    with unfinished.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows((rate.currency, rate.rate_on.isoformat(), f"{rate.krw:.12f}", rate.source) for rate in rates)
    unfinished.replace(table)
