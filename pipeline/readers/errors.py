"""What keeps a file from being read."""

from __future__ import annotations

from pathlib import Path


class Unreadable(ValueError):  # noqa: N818  named after what the user sees
    """A file that cannot become a report. Another try without a change gives the same answer."""

    def __init__(self, path: Path | str, reason: str, hint: str) -> None:
        super().__init__(path, reason, hint)  # the same arguments, so it survives pickling
        self.path, self.reason, self.hint = Path(path), reason, hint

    def __str__(self) -> str:
        return f"{self.path.name}: {self.reason}. {self.hint}"
