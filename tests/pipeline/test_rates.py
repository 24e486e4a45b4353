"""Rates of later days: brought in from a file or the ECB, and they change only amounts that had none."""

from __future__ import annotations

import zipfile
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from extractors.money import ReferenceRates
from pipeline import ingest, rates
from pipeline.cli import run
from pipeline.reprocess import reprocess
from pipeline.settings import load_settings
from pipeline.warehouse import read_snapshot

FAR = date(2099, 11, 3)
"""A day that no package has a rate for."""
ECB = "Date,USD,JPY,KRW,ISK,\n2099-11-03,1.25,200,2000,N/A,\n2025-10-31,9,9,9,9,\n"
OWN = "currency,rate_on,krw,source\nTWD,2099-11-03,46.31,한국은행\nUSD,2099-11-03,1700,한국은행\n"


@pytest.fixture
def ecb(settings):
    file = settings.outputs.parent / "eurofxref-hist.csv"
    file.write_text(ECB, encoding="utf-8")
    return file


def test_new_days_are_added_and_known_ones_stay(settings, ecb, capsys):
    assert run(["rates", "refresh", str(ecb)]) == 0
    assert capsys.readouterr().out.startswith("3 new rates, 4 known already, until 2099-11-03")

    assert run(["rates", "refresh", str(ecb)]) == 0
    assert capsys.readouterr().out.startswith("0 new rates, 7 known already")

    later = ReferenceRates(None, settings.rates)
    dollar, yen, won = (later.on(currency, FAR) for currency in ("USD", "JPY", "KRW"))
    assert (dollar.krw, dollar.usd, dollar.source) == (1600, 1, "ECB")
    assert (yen.krw, yen.usd, won.usd) == (10, Decimal("0.00625"), Decimal("0.000625"))
    assert later.on("USD", date(2025, 10, 31)) == ReferenceRates().on("USD", date(2025, 10, 31))


def test_own_table_adds_what_is_missing_and_replaces_nothing(settings, ecb):
    own = settings.outputs.parent / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    rates.refresh(settings, ecb)

    assert rates.refresh(settings, own) == rates.Refreshed(new=1, known=1, until=FAR)

    later = ReferenceRates(None, settings.rates)
    assert later.on("USD", FAR).krw == 1600
    assert (later.on("TWD", FAR).krw, later.on("TWD", FAR).source) == (Decimal("46.31"), "한국은행")


def test_table_comes_zipped_and_from_the_ecb(settings, ecb, monkeypatch):
    with zipfile.ZipFile(ecb.with_suffix(".zip"), "w") as archive:
        archive.write(ecb, ecb.name)
    monkeypatch.setattr(rates, "ECB_URL", ecb.with_suffix(".zip").absolute().as_uri())

    assert run(["rates", "refresh", "--ecb"]) == 0
    assert ReferenceRates(None, settings.rates).on("USD", FAR).krw == 1600


@pytest.mark.parametrize(
    "content",
    [b"", b"Date,USD,KRW\nyesterday,1,2\n", b"PK\x03\x04", "파일".encode("cp949"), b"currency,rate_on,krw\nUSD,today,1\n"],
)
def test_file_without_rates_is_refused_in_one_line(settings, content, capsys):
    file = settings.outputs.parent / "rates"
    file.write_bytes(content)

    assert run(["rates", "refresh", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not settings.rates.exists()


def test_silence_of_the_ecb_is_told_in_one_line(settings, monkeypatch, capsys):
    monkeypatch.setattr(rates, "ECB_URL", "http://127.0.0.1:9/none.zip")

    assert run(["rates", "refresh", "--ecb"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["file", "--ecb"]])
def test_either_a_file_or_the_ecb(settings, arguments, capsys):
    assert run(["rates", "refresh", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_new_day_gives_amounts_to_the_reports_that_had_none(settings, ecb):
    settings.inbox.mkdir(parents=True)
    for name, day in (("먼 훗날.txt", "2099년 11월 3일"), ("전날.txt", "2025년 10월 31일")):
        (settings.inbox / name).write_text(f"{day}\n\n엔비디아는 5억 달러를 투자했다고 {day} 밝혔다.\n", encoding="utf-8")
    ingest.ingest(settings)
    before = amounts(settings)
    rates.refresh(settings, ecb)

    done = reprocess(load_settings())

    assert [outcome.source.name for outcome in done.summary.outcomes] == ["먼 훗날.txt"]
    assert before["먼 훗날.txt"] is None
    assert amounts(settings) == before | {"먼 훗날.txt": 800_000_000_000}


def amounts(settings) -> dict[str, int | None]:
    """Won by report."""
    with closing(read_snapshot(settings.snapshot)) as con:
        return dict(con.execute("select source_name, amount_krw from v_figures where unit = 'USD'").fetchall())
