"""What the benchmarks share: folders of annotated reports, read and segmented, with their gold where it stands in that text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.scoring import Gold, Placed, gold_files, lay, read_gold
from pipeline.segment import Segmented, segment

ROOT = Path(__file__).parents[2]


class Annotated(NamedTuple):
    """A report as it was read and as the pipeline segments it, with its gold."""

    gold: Gold
    raw: str
    segmented: Segmented

    @property
    def text(self) -> str:
        """What all offsets count in."""
        return self.segmented.text

    def placed(self, kind: str) -> list[Placed[Any]]:
        """The gold of *kind*, where it stands in the text."""
        return lay(self.gold, self.raw, self.text)[kind]


def annotated(pairs: Sequence[tuple[Path, Path]]) -> Iterator[Annotated]:
    """The annotated reports of pairs of folders: gold, and the reports that it annotates."""
    for gold, raw in (read_gold(path, reports) for folder, reports in pairs for path in gold_files(folder)):
        yield Annotated(gold, raw.text, segment(raw))


def folder_pairs(arguments: Sequence[str], defaults: Sequence[str]) -> list[tuple[Path, Path]]:
    """Pairs of gold and report folders as typed, else *defaults* (from the root of the project); an odd or missing one ends the run."""
    folders = [Path(argument) for argument in arguments] or [ROOT / folder for folder in defaults]
    if len(folders) % 2:
        sys.exit(f"{folders[-1]}: name two folders, the gold and the reports it annotates: GOLD_DIR REPORTS_DIR")
    for folder in folders:
        if not folder.is_dir():
            sys.exit(f"{folder}: no such folder; name the gold and the reports it annotates: GOLD_DIR REPORTS_DIR")
    return list(zip(folders[::2], folders[1::2], strict=True))
