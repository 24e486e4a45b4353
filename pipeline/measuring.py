"""The command `sasil score`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.usage import examples

if TYPE_CHECKING:
    from pipeline.scoring import Scorer

COLUMNS = ("precision", "recall", "f1", "right", "spurious", "missed")
KIND = click.Choice(["published_on", "mentions", "times", "figures", "events"])


@click.command(
    epilog=examples(
        "sasil score gold/ reports/",
        "sasil score gold/ reports/ --errors 20 --kind figures",
        "sasil score gold/ reports/ --stored --json",
    )
)
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.argument("reports_dir", required=False, type=click.Path(path_type=Path))
@click.option("--stored", is_flag=True, help="Measure what the snapshot holds of these reports, instead of reading them now.")
@click.option("--errors", type=click.IntRange(min=0), default=0, help="List the first N differences of each kind.")
@click.option("--kind", "kinds", type=KIND, multiple=True, help="List differences of this kind only; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: what was counted, and the differences listed.")
def score(gold_dir: Path, reports_dir: Path | None, errors: int, kinds: tuple[str, ...], *, stored: bool, as_json: bool) -> None:
    """Measure what is read against gold of your own.

    GOLD_DIR holds one JSON file for each report, REPORTS_DIR the reports; without it they lie beside the gold. Items quote
    a report as its file has it; a kind that a file leaves out is not counted. Alternatives are listed, the best first:

    \b
    {"doc": "note.txt", "published_on": {"value": "2025-12-01", "lo": "2025-12-01", "hi": "2025-12-01"},
     "aliases": {"org:hanbit": ["한빛제약"]},
     "mentions": [{"q": "한빛제약", "n": "all", "label": "ORG", "id": "org:hanbit"}],
     "times": [{"q": "3분기", "n": 1, "kind": "date", "value": "2025-Q3", "start": "2025-07-01", "end": "2025-09-30"}],
     "figures": [{"q": "1,200억원", "value": 120000000000, "unit": "KRW", "metric": ["revenue"], "measure": "level",
                  "subject": ["org:hanbit"], "period": ["2025-07-01", "2025-09-30"], "modality": "actual"}],
     "events": [{"q": "공장을 준공했다", "type": ["operation"], "start": "2025-11-04", "end": "2025-11-04",
                 "status": "occurred", "actors": ["org:hanbit"]}]}

    Figures are counted in steps: those whose value is right, whose unit is right too, whose measure (level or change) is;
    those that are complete (with metric and subject), and whole (with basis, modality and period).
    """  # noqa: D301 - click asks for the backspace
    from pipeline.show import json_line

    scorer = _scored(gold_dir, reports_dir or gold_dir, stored=stored)
    listed: Counter[str] = Counter()
    shown = []
    for difference in scorer.differences:
        listed[difference.kind] += 1
        if listed[difference.kind] <= errors and (not kinds or difference.kind in kinds):
            shown.append(difference)
    if as_json:
        click.echo(json_line({"rows": scorer.rows(), "differences": [difference._asdict() for difference in shown]}))
        return
    for line in render(scorer.rows()):
        click.echo(line)
    for difference in shown:
        click.echo(f"{difference.doc}: {difference.kind}: {difference.text}")


def render(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The counts as a table, below each line the share of its attributes that is right."""
    width = max(map(len, rows), default=0)
    yield " ".join((" " * width, *(f"{column:>9}" for column in COLUMNS)))
    for name, row in rows.items():
        cells = (f"{row[c]:9.3f}" if c in COLUMNS[:3] else f"{row[c]:9,}" for c in COLUMNS if c in row)
        yield f"{name:<{width}} {' '.join(cells)}".rstrip()
        if shares := [f"{attribute} {share:.3f}" for attribute, share in row.items() if attribute not in COLUMNS]:
            yield f"{'':<{width}}   {', '.join(shares)}"


def _scored(gold_dir: Path, reports_dir: Path, *, stored: bool) -> Scorer:
    from pipeline.scoring import gold_files, score_folder
    from pipeline.settings import load_settings

    settings = load_settings()
    gold_files(gold_dir)
    if stored:
        from pipeline.scoring.stored import stored_entities, stored_report
        from pipeline.warehouse import read_snapshot

        with closing(read_snapshot(settings.snapshot)) as con:
            return score_folder(gold_dir, reports_dir, stored_entities(con), lambda raw: stored_report(con, raw.doc_id))
    from pipeline.process import OwnTables, process

    own = OwnTables.looked_at(settings.fx_csv, settings.gazetteer, settings.rates)
    return score_folder(gold_dir, reports_dir, own.knowledge.gazetteer.entities, partial(process, own=own))
