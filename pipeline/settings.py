"""Where a run reads and writes: environment variables that begin with SASIL_, each with a default that works after a clone."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PositiveInt, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.readers.limits import Limits

MANY_FILES = 40
"""From here on a run uses several processes: below it, starting them costs more than they save."""
MEMORY_EACH = 2**30
"""Bytes that a process which reads reports needs, models and a long report included; the run itself needs as much once more."""
CONTAINER_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where Linux says how much memory the processes of a container may have (control groups, version 2 and 1)."""


class UserError(Exception):
    """Something the caller can put right; the message is one line that says what is wrong and what to do."""


class Settings(Limits, BaseSettings):
    """Paths and limits of a run; every path lies below `outputs` unless it is set."""

    model_config = SettingsConfigDict(
        env_prefix="SASIL_", env_ignore_empty=True, frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    outputs: Path = Path("outputs")
    """Folder for everything that a run makes."""
    inbox: Path = Field(default_factory=lambda known: known["outputs"] / "inbox")
    """Folder that reports are dropped into."""
    warehouse: Path = Field(default_factory=lambda known: known["outputs"] / "warehouse.duckdb")
    """The database that runs write; one writer at a time."""
    snapshot: Path = Field(default_factory=lambda known: known["outputs"] / "reports.duckdb")
    """The database that people read; replaced whole while a run goes on and at its end."""
    gazetteer: Path = Field(default_factory=lambda known: known["outputs"] / "gazetteer.csv")
    """Your own names, as a table with the columns of seeds/companies.csv; its rows go before those of the seeds."""
    fx_csv: Path | None = None
    """Exchange rates of your own, as CSV; NULL uses the ECB's alone."""
    rates: Path = Field(default_factory=lambda known: known["outputs"] / "rates.csv")
    """Exchange rates of days that the installed table lacks; `sasil rates refresh` writes it."""
    log: Path | None = None
    """File that gets a line of JSON for each step of a run; NULL writes none."""
    workers: PositiveInt | None = None
    """Processes that read reports; unset: one, or for more than 40 files as many as cores and memory allow."""
    lake: str | None = None
    """A DuckLake that runs bring their reports into, besides the warehouse: `ducklake:postgres:host=db dbname=sasil`; NULL: none."""
    lake_data: Path | None = None
    """Folder of its Parquet files, on storage that all machines see under one path; needed when it is made."""
    on_failure: str | None = None
    """Command that gets a line on its standard input for each run of Prefect that failed or crashed; NULL tells nobody."""
    runner: Literal["processes", "dask"] = "processes"
    """Where reports are read: in processes of this machine, or on the Dask cluster that DASK_SCHEDULER_ADDRESS names."""

    @field_validator("inbox")
    @classmethod
    def _apart(cls, inbox: Path, info: ValidationInfo) -> Path:
        outputs = info.data.get("outputs")
        if outputs is not None and outputs.absolute().is_relative_to(inbox.absolute()):
            raise ValueError(f"the folder {outputs}, where runs write, lies inside it; choose a folder of its own")
        return inbox

    @field_validator("lake")
    @classmethod
    def _ducklake(cls, lake: str | None) -> str | None:
        if lake is not None and not lake.startswith("ducklake:"):
            raise ValueError("a lake begins with ducklake:, as in ducklake:postgres:dbname=sasil")
        return lake

    @field_validator("warehouse")
    @classmethod
    def _file(cls, warehouse: Path) -> Path:
        if str(warehouse).startswith("ducklake:"):
            raise ValueError("the warehouse is a file of this machine; a lake that several machines share is SASIL_LAKE")
        return warehouse

    @property
    def archive(self) -> Path:
        """Where files from the inbox go once their rows are in the warehouse."""
        return self.outputs / "archive"

    @property
    def quarantine(self) -> Path:
        """Where files go that cannot be read, each with its reason beside it."""
        return self.outputs / "quarantine"

    @property
    def removed(self) -> Path:
        """Where files of the archive go whose report was taken out of the warehouse."""
        return self.outputs / "removed"

    @property
    def staging(self) -> Path:
        """Parquet files on their way into the warehouse; worthless once a run has ended."""
        return self.outputs / "staging" / "batches"

    @property
    def claims(self) -> Path:
        """Files that a run took from the inbox and has not put away yet."""
        return self.outputs / "staging" / "claims"

    @property
    def under_way(self) -> Path:
        """Notes about the files that are being read; one that is left over tells of a run that died."""
        return self.outputs / "staging" / "under_way"

    def processes(self, files: int) -> int:
        """How many processes read *files* reports."""
        if self.workers is not None:
            return min(self.workers, max(files, 1))
        if files <= MANY_FILES:
            return 1
        return max(1, min(_cores(), files, _memory() // MEMORY_EACH - 1))


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> int:
    """Bytes of memory that this machine has, or the container that this process runs in; more than any need where it does not say."""
    sizes = [sys.maxsize]
    if "SC_PHYS_PAGES" in getattr(os, "sysconf_names", ()):
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    limits = (limit.read_text(encoding="ascii").strip() for limit in CONTAINER_LIMITS if limit.is_file())
    return min(*sizes, *(int(limit) for limit in limits if limit.isdigit()))


def load_settings(**given: Any) -> Settings:
    """
    Settings of the environment, with those *given* (not None) on top.

    Raises:
        UserError: A value does not fit; the message names the variable.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors()[0]
        message = wrong["msg"].removeprefix("Value error, ")
        variable = f"SASIL_{wrong['loc'][0]}".upper()
        raise UserError(f"{variable} is {wrong['input']!r}: {message}. Correct it, or unset it to use the default.") from None


def prefect_api_url() -> str | None:
    """
    The Prefect API that is configured, or None; asked before Prefect is imported, which takes seconds.

    Like Prefect itself: PREFECT_API_URL, or the active profile of `profiles.toml` in PREFECT_HOME.
    """
    if url := os.environ.get("PREFECT_API_URL"):
        return url
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    try:
        content = tomllib.loads(profiles.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UserError(f"{profiles}: not readable as TOML ({error}). Correct it, or set PREFECT_API_URL.") from None
    active = os.environ.get("PREFECT_PROFILE") or content.get("active")
    url = content.get("profiles", {}).get(active, {}).get("PREFECT_API_URL")
    return str(url) if url else None
