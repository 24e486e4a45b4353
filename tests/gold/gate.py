"""
Holds the quality of what is read above floors that are committed beside this file, in floors.json.

    python tests/gold/gate.py                                compare; 1 where something lies below its floor
    python tests/gold/gate.py --update                       raise the floors to what is reached now
    python tests/gold/gate.py --update --allow-regression    lower them as well: say in the commit why that is right

A corpus whose files have changed fails until its floors are set again: floors of other texts guard nothing. The corpora of ../shared
are measured where that folder is. `untouched` is annotated by RECORDS.md, and nothing learns from it or is tuned on it: what is wrong
there is counted, never listed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.process import OwnTables, process
from pipeline.scoring import score_folder

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")
CORPORA = {
    "records": ("tests/gold/records", "seeds/reports"),
    "records_held_out": ("tests/gold/records_held_out", "tests/gold/reports"),
    "untouched": ("tests/gold/untouched/records", "tests/gold/untouched/reports"),
    "shared records": ("../shared/gold/records", "../shared/reports"),
    "shared real": ("../shared/gold/real/gold", "../shared/gold/real/docs"),
}
"""Corpus → its folders of gold and of reports, from the root of the project."""
SLACK = 0.001
"""Two machines may differ by a rounding in a network."""

Floors = dict[str, dict[str, Any]]


def present() -> list[str]:
    """The corpora that are there."""
    return [name for name, (gold, _) in CORPORA.items() if (ROOT / gold).is_dir()]


def corpus_hash(name: str) -> str:
    """SHA-256 over the gold files of a corpus and the reports that they annotate."""
    gold, reports = (ROOT / folder for folder in CORPORA[name])
    digest = hashlib.sha256()
    for path in sorted(gold.glob("*.json")):
        doc = json.loads(path.read_text(encoding="utf-8"))["doc"]
        digest.update(b"".join((path.name.encode(), path.read_bytes(), doc.encode(), (reports / doc).read_bytes())))
    return digest.hexdigest()


def reached(name: str) -> dict[str, float]:
    """
    What is reached on a corpus: F1 of each kind, and of each attribute how many are right, as a share of the items of the gold.

    A share of what was found would fall when something harder is found as well. The day on which a file was copied says nothing here.
    """
    gold, reports = (ROOT / folder for folder in CORPORA[name])
    scorer = score_folder(
        gold, reports, OwnTables().knowledge.gazetteer.entities, lambda raw: process(replace(raw, received_on=None))
    )
    found = {
        f"{row}: f1": shares["f1"] for row, shares in scorer.rows().items() if "f1" in shares and not row.startswith("mentions ")
    }
    for row, tally in scorer.tallies.items():
        for attribute, held in tally.attributes.items():
            found[f"{row}: {attribute}"] = sum(held) / max(tally.right + tally.missed, len(held))
    return found


def read_floors() -> Floors:
    """The floors as they are committed."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def below(values: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What lies below its floor, in words; a floor for something that is not measured any more is not reached either."""
    return [
        f"{what} is {values.get(what, 0.0):.4f}, its floor {floor:.4f}"
        for what, floor in floors.items()
        if values.get(what, 0.0) < floor - SLACK
    ]


def main(arguments: list[str] | None = None) -> int:
    """Compare, or set the floors again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="set the floors to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    options = parser.parse_args(arguments)
    floors = read_floors()
    failed = False
    for name in present():
        values = reached(name)
        known = floors.get(name, {"sha256": "", "floors": {}})
        lower = below(values, known["floors"])
        changed = known["sha256"] != corpus_hash(name)
        print(
            f"{name}: {len(lower)} below their floors"
            + (", and its files are others than those of the floors" if changed else "")
        )
        print("".join(f"  {line}\n" for line in lower), end="")
        if options.update and (options.allow_regression or not lower):
            best = {
                what: max(math.floor(share * 1000) / 1000, 0 if lower else known["floors"].get(what, 0))
                for what, share in values.items()
            }
            floors[name] = {"sha256": corpus_hash(name), "floors": best}
        else:
            failed |= bool(lower) or changed
    if options.update:
        FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print("A floor is lowered only with --allow-regression." if failed else f"{FLOORS.name} is set.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
