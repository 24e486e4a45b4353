"""A warehouse with a few reports, made once, and a page over a copy of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest
from texts import ALIBABA, HOSTILE

from pipeline.explore.serve import served
from pipeline.ingest import ingest
from pipeline.settings import Settings, load_settings
from pipeline.warehouse import read_snapshot


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of an ingest of three reports."""
    folder = tmp_path_factory.mktemp("explore")
    inbox = folder / "outputs" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    (inbox / "alibaba.md").write_text(ALIBABA, encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    ingest(load_settings(outputs=folder / "outputs"))
    return folder / "outputs"


@pytest.fixture
def outputs(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings over a copy of it that a test may change."""
    for name in os.environ:
        if name.startswith(("SASIL_", "PREFECT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SASIL_OUTPUTS", str(shutil.copytree(stored, tmp_path / "outputs")))
    return load_settings()


class Answer(NamedTuple):
    """What the page answered."""

    status: int
    text: str
    headers: dict[str, str]


class Page:
    """The page as a client on this machine sees it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.port = urlsplit(address).port

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address} | headers
        return self._ask("POST", path, urlencode(form), sent)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, text, {name.lower(): value for name, value in answer.getheaders()})


@pytest.fixture
def page(outputs: Settings) -> Iterator[Page]:
    """A page that only reads."""
    with served(outputs) as address:
        yield Page(address)


@pytest.fixture
def editor(outputs: Settings) -> Iterator[Page]:
    """A page that may correct."""
    with served(outputs, editing=True, author="김분석") as address:
        yield Page(address)


@pytest.fixture
def ask(outputs: Settings) -> Callable[..., list[tuple[object, ...]]]:
    """What the snapshot of now answers."""

    def rows(query: str, *values: object) -> list[tuple[object, ...]]:
        con = read_snapshot(outputs.snapshot)
        try:
            return con.execute(query, values).fetchall()
        finally:
            con.close()

    return rows
