"""What a run does, step by step, as JSON Lines for whoever collects logs: run, document, step, milliseconds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any


class StepLog:
    """Appends a line a step to a file; without one it keeps quiet."""

    def __init__(self, file: Path | None, run_id: str) -> None:
        """The lines of the run *run_id* go to *file*."""
        self.file, self.run_id = file, run_id

    def tell(self, step: str, seconds: float, **facts: Any) -> None:
        """One step took *seconds*; *facts* with None are left out."""
        if self.file is None:
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "run": self.run_id,
            "step": step,
            "ms": round(1000 * seconds, 1),
            **{name: value for name, value in facts.items() if value is not None},
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as lines:  # opened anew each time: logrotate may have moved it
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    @contextmanager
    def timed(self, step: str, **facts: Any) -> Iterator[None]:
        """The block is one step; one that fails is told too."""
        began = perf_counter()
        try:
            yield
        except BaseException as error:
            self.tell(step, perf_counter() - began, error=f"{type(error).__name__}: {error}", **facts)
            raise
        self.tell(step, perf_counter() - began, **facts)
