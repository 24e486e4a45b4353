"""What the trials share: an inbox with reports, and the rows of a run that nothing disturbed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from warmed import BAD, REPORTS, Death, Ended, hashes, names, start, write

from pipeline import warehouse
from pipeline.settings import Settings, load_settings


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ended]:
    """`sasil ingest` until its end."""

    def ended(dying: Death | None = None) -> Ended:
        return start(tmp_path / "said", "ingest", dying=dying).ended()

    return ended


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The rows of a run that nothing disturbs."""
    settings, done = elsewhere(tmp_path_factory.mktemp("undisturbed"), REPORTS | BAD)
    assert done.code == 1, done.stderr
    return hashes(settings)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs with a warehouse that knows all names and holds no report."""
    settings, done = elsewhere(tmp_path_factory.mktemp("empty"), {"사진.png": "\x89PNG"})
    assert done.code == 1, done.stderr
    shutil.rmtree(settings.quarantine)
    return settings.outputs


def elsewhere(folder: Path, dropped: dict[str, str]) -> tuple[Settings, Ended]:
    """A run in *folder* over the files *dropped*."""
    settings = load_settings(outputs=folder / "outputs")
    write(settings.inbox, dropped)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SASIL_OUTPUTS", str(settings.outputs))
        return settings, start(folder / "said", "ingest").ended()


@pytest.fixture
def dropped(settings: Settings) -> Settings:
    """An inbox with reports and files that are none."""
    write(settings.inbox, REPORTS | BAD)
    return settings


@pytest.fixture
def begun(settings: Settings, empty: Path) -> Settings:
    """The same beside a warehouse that is there: a trial takes half the time."""
    shutil.copytree(empty, settings.outputs)
    write(settings.inbox, REPORTS | BAD)
    return settings


@pytest.fixture
def check(undisturbed: dict[str, str]) -> Callable[[Settings], None]:
    """Nothing is lost and nothing is twice."""

    def whole(settings: Settings) -> None:
        assert hashes(settings) == undisturbed
        assert len(names(settings.archive)) == len(REPORTS)
        assert [name for name in names(settings.quarantine) if not name.endswith(".reason.txt")] == sorted(BAD)
        assert names(settings.claims) == names(settings.inbox) == []
        with closing(warehouse.read_snapshot(settings.snapshot)) as con:
            assert con.execute("select count(*), count(distinct doc_id) from documents").fetchone() == (len(REPORTS),) * 2

    return whole
