"""Reports that nothing learns from, is calibrated or tuned on: tests/gold/untouched. They tell how good the rest has become."""

from __future__ import annotations

import hashlib
from pathlib import Path

UNTOUCHED = Path(__file__).parents[1] / "tests" / "gold" / "untouched"


class UntouchedError(ValueError):
    """Training was given a report that nothing may learn from."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path} is, or has the content of, a file of {UNTOUCHED}: nothing may learn from it. Annotate another report."
        )


def refuse_untouched(*paths: Path) -> None:
    """Raise UntouchedError if one of these files, or one in these folders, lies in tests/gold/untouched or has the content of a file there."""
    kept = {_digest(path) for path in _files(UNTOUCHED)}
    for path in (file for given in paths for file in _files(given)):
        if path.resolve().is_relative_to(UNTOUCHED) or _digest(path) in kept:
            raise UntouchedError(path)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in sorted(path.rglob("*")) if file.is_file()]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
