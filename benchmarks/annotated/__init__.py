"""What the benchmarks share: folders of annotated reports, and their characters laid onto the text of the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from training.figures.learning import align

__all__ = ["align", "folder_pairs"]

ROOT = Path(__file__).parents[2]


def folder_pairs(arguments: Sequence[str], defaults: Sequence[str]) -> list[tuple[Path, Path]]:
    """Pairs of gold and report folders as typed, else *defaults* (from the root of the project); an odd or missing one ends the run."""
    folders = [Path(argument) for argument in arguments] or [ROOT / folder for folder in defaults]
    if len(folders) % 2:
        sys.exit(f"{folders[-1]}: name two folders, the gold and the reports it annotates: GOLD_DIR REPORTS_DIR")
    for folder in folders:
        if not folder.is_dir():
            sys.exit(f"{folder}: no such folder; name the gold and the reports it annotates: GOLD_DIR REPORTS_DIR")
    return list(zip(folders[::2], folders[1::2], strict=True))
