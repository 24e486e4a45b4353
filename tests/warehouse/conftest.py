"""A warehouse in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from handmade import ENTITIES, staged

from pipeline.warehouse import load, open_warehouse, sync_entities
from schemas import Report

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without reports, made once: copying it is faster than making one."""
    path = tmp_path_factory.mktemp("warehouse") / "empty.duckdb"
    open_warehouse(path).close()
    return path


@pytest.fixture
def path(tmp_path: Path, empty_warehouse: Path) -> Path:
    path = tmp_path / "outputs" / "warehouse.duckdb"
    path.parent.mkdir()
    return Path(shutil.copyfile(empty_warehouse, path))


@pytest.fixture
def con(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(path) as connection:
        yield connection


@pytest.fixture
def filled(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Fill the warehouse with reports and the entities they speak of."""

    def fill(*reports: Report) -> duckdb.DuckDBPyConnection:
        sync_entities(con, ENTITIES)
        load(con, [staged(report, tmp_path / "staging") for report in reports])
        return con

    return fill


@pytest.fixture
def python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a program in a Python of its own, with the project importable."""

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603

    return run
