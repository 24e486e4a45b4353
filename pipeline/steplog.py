"""
What a run does, step by step, for whoever looks on: JSON Lines (run, document, step, milliseconds), and spans of OpenTelemetry.

The spans go where the process is told to send them (`opentelemetry-instrument sasil ingest`, OTEL_EXPORTER_OTLP_ENDPOINT); without that,
OpenTelemetry's interface drops them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import StatusCode

TRACER = trace.get_tracer("sasil")


class StepLog:
    """Appends a line a step to a file, if there is one, and ends a span a step."""

    def __init__(self, file: Path | None, run_id: str) -> None:
        """The lines of the run *run_id* go to *file*."""
        self.file, self.run_id = file, run_id

    def tell(self, step: str, seconds: float, **facts: Any) -> None:
        """One step took *seconds*; *facts* with None are left out."""
        now, known = datetime.now(UTC), {name: value for name, value in facts.items() if value is not None}
        self._trace(step, now, seconds, known)
        if self.file is None:
            return
        line = {
            "time": now.isoformat(timespec="milliseconds"),
            "run": self.run_id,
            "step": step,
            "ms": round(1000 * seconds, 1),
            **known,
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as lines:  # opened anew each time: logrotate may have moved it
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _trace(self, step: str, now: datetime, seconds: float, facts: Mapping[str, Any]) -> None:
        end = int(now.timestamp() * 1e9)
        named = {f"sasil.{name}": value for name, value in {"run": self.run_id, **facts}.items()}
        span = TRACER.start_span(f"sasil {step}", start_time=end - int(seconds * 1e9), attributes=named)
        if "error" in facts:
            span.set_status(StatusCode.ERROR, facts["error"])
        span.end(end)

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
