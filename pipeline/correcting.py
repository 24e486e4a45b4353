"""The commands that correct names: `sasil gazetteer`, `sasil entities` and `sasil reprocess`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import completion
from pipeline.usage import ALL_IN, SOMETHING_REFUSED, examples, program, quoted, waits

if TYPE_CHECKING:
    from pipeline.gazetteer import Given
    from pipeline.reprocess import Reprocessed
    from pipeline.settings import Settings

LABEL = click.Choice(["ORG", "PERSON", "LOC", "PRODUCT", "EVENT", "POLICY"])


@click.group(
    epilog=examples(
        "sasil gazetteer import data_4321_20251103.csv",
        "sasil gazetteer add --name-ko 가온전자 --ticker 123450",
        "sasil gazetteer add --id org:samsung-electronics --alias 삼전",
    )
)
def gazetteer() -> None:
    """Add names to a table of your own, outputs/gazetteer.csv, or bring in a listing.

    It has the columns of seeds/companies.csv, is read after the seeds, and a row in it stands in for the seed row of the
    same entity_id. `sasil reprocess` applies it to the reports that are stored.
    """


@gazetteer.command(
    "import",
    epilog=examples(
        "sasil gazetteer import data_4321_20251103.csv    the list of shares of the KRX data site",
        "sasil gazetteer import 상장법인목록.csv            that of KIND, saved as CSV",
        "sasil gazetteer import corpCode.zip              DART's list of companies, as it comes",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--all", "unlisted", is_flag=True, help="Bring in DART's unlisted companies too: 100,000 names, many of them words."
)
def import_(file: Path, *, unlisted: bool) -> None:
    """Bring in the companies of a listing.

    FILE is a CSV of the KRX data site or of KIND, in UTF-8 or CP949, or CORPCODE.xml of DART, zipped or not. A company that
    is known by its ticker or its name only gets what it lacks: ticker, English name, the month its fiscal year ends in.
    """
    from pipeline.gazetteer import import_listing, summary_lines
    from pipeline.listings import read_listing

    settings = _settings()
    done = import_listing(settings.gazetteer, read_listing(file, unlisted=unlisted))
    for line in summary_lines(done):
        click.echo(line)
    if done.new or done.completed:
        click.echo(f"Written to {settings.gazetteer}. Next: {program()} reprocess")


@gazetteer.command(
    epilog=examples(
        'sasil gazetteer add --name-ko 가온전자 --name-en "Gaon Electronics" --ticker 123450 --fiscal-year-end 3',
        "sasil gazetteer add --id org:samsung-electronics --alias 삼전 --alias 삼성전자반도체",
        "sasil gazetteer add --id org:samsung-electronics --drop-alias 삼전",
    )
)
@click.option("--name-ko", metavar="NAME", help="Korean name.")
@click.option("--name-en", metavar="NAME", help="English name.")
@click.option("--name-zh", metavar="NAME", help="Chinese name.")
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="Another written form; may be given several times.")
@click.option(
    "--drop-alias", "dropped", metavar="NAME", multiple=True, help="An alias that is wrong; may be given several times."
)
@click.option(
    "--ticker", "tickers", metavar="CODE", multiple=True, help="Exchange code, such as 005930 or 9988.HK; several times too."
)
@click.option("--label", type=LABEL, help="What kind of thing it is; ORG where neither this nor --id tells.")
@click.option("--country", metavar="CC", help="Home country, in the two letters of ISO 3166.")
@click.option(
    "--fiscal-year-end", metavar="MONTH", type=click.IntRange(1, 12), help="Month in which its fiscal year ends, from 1 to 12."
)
@click.option("--sector", metavar="WORDS", help="Industry.")
@click.option(
    "--id", "entity_id", metavar="ID", help="Which row, such as org:samsung-electronics; made of the name where left open."
)
@click.option("--force", is_flag=True, help="Add a name or ticker that belongs to another entity already.")
def add(*, force: bool, **said: Any) -> None:
    """Add a row, or complete the one of --id or of that name.

    What is given replaces what stands there; a name that is replaced stays as an alias.
    """
    from pipeline.gazetteer import Given

    given: dict[str, Any] = {name: value if value != "" else None for name, value in said.items()}
    _add(_settings(), Given(**given), force=force)


@click.group(
    epilog=examples(
        "sasil entities review --limit 10",
        "sasil entities confirm 가온전자",
        "sasil entities show org:samsung-electronics",
    )
)
def entities() -> None:
    """Look through the names that no table has, and confirm them."""


@entities.command(
    epilog=examples(
        "sasil entities review",
        "sasil entities review --limit 50 --label ORG",
    )
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many.")
@click.option("--label", type=LABEL, help="Show names of this kind only.")
def review(limit: int, label: str | None) -> None:
    """List the names without a row, those in most reports first, each with a sentence and the id it would get.

    Names that reports give beside each other, as in 가온전자(Gaon Electronics), are one entry.
    """
    from pipeline.entities import review as look_through
    from pipeline.entities import review_lines
    from pipeline.warehouse import read_snapshot

    settings = _settings()
    with closing(read_snapshot(settings.snapshot)) as con:
        found = look_through(con, settings.gazetteer, limit=limit, label=label)
    if found.unknown:
        for line in review_lines(found):
            click.echo(line)
        first = found.unknown[0]
        click.echo(f"{len(found.unknown):,} of {found.total:,}. Next: {program()} entities confirm {quoted(first.names[0])}")
    else:
        click.echo("Every name in the reports has an entity.")
    if found.added:
        click.echo(f"{found.added:,} more are in a table by now: {program()} reprocess")


@entities.command(
    epilog=examples(
        "sasil entities confirm 가온전자                                    under the id that the review shows",
        "sasil entities confirm 삼전 --id org:samsung-electronics           as one more name of a row",
        "sasil entities confirm 가온전자 --id org:gaon --label ORG",
    )
)
@click.argument("surface")
@click.option("--id", "entity_id", metavar="ID", help="The id it gets, or the row that it is one more name of.")
@click.option("--label", type=LABEL, help="What kind of thing it is, where reports call it something else.")
@click.option("--force", is_flag=True, help="Add a name that belongs to another entity already.")
def confirm(surface: str, entity_id: str | None, label: str | None, *, force: bool) -> None:
    """Add a name that reports use: SURFACE, as the review shows it.

    Its other names and tickers, where reports give them beside it, come along.
    """
    from dataclasses import replace

    from pipeline.entities import confirmed

    settings = _settings()
    given = confirmed(settings, surface, entity_id)
    _add(settings, replace(given, label=label) if label else given, force=force)


@entities.command(
    "show",
    epilog=examples(
        "sasil entities show org:samsung-electronics",
    ),
)
@click.argument("entity_id", metavar="ID")
def show_entity(entity_id: str) -> None:
    """Show the row of the entity ID, the table it is from, and how often reports name it."""
    from pipeline.entities import describe

    for line in describe(_settings(), entity_id):
        click.echo(line)


@click.command(
    epilog=examples(
        "sasil reprocess                  every report that older tables have read",
        "sasil reprocess broker_report",
    )
)
@click.argument("docs", metavar="[DOC]...", nargs=-1, shell_complete=completion.documents)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that read reports. Default: one, for many files as many as the machine can take.",
)
@waits
def reprocess(docs: tuple[str, ...], workers: int | None, *, wait: bool) -> int:
    """Read stored reports again, with the tables and extractors of today.

    DOC is a file name or a part of it, a part of a title, or the beginning of a doc_id; without one, all are looked at. A
    report is read from outputs/archive, or from where it was found if the file there is still the same. What was read with
    the present tables stays.
    """
    from pipeline.progress import watching
    from pipeline.reprocess import reprocess as read_again

    settings = _settings(workers=workers)
    with watching() as watcher:
        done = read_again(settings, docs, watcher=watcher, wait=wait)
    for line in _reprocessed_lines(done, settings):
        click.echo(line)
    return SOMETHING_REFUSED if done.missing or done.summary.having("quarantined") else ALL_IN


@click.command(epilog=examples("sasil remove broker_report", "sasil remove 9f2c1a 3분기_실적.md"))
@click.argument("docs", metavar="DOC...", nargs=-1, required=True, shell_complete=completion.documents)
@waits
def remove(docs: tuple[str, ...], *, wait: bool) -> None:
    """Take reports out of the warehouse, with all that they say.

    DOC is a file name or a part of it, a part of a title, or the beginning of a doc_id. The file moves from outputs/archive to
    outputs/removed; one that was named on the command line stays where it is.
    """
    from pipeline.upkeep import remove as take_out

    for document in take_out(_settings(), docs, wait=wait):
        click.echo(f"removed {document.source_name} ({document.doc_id[:12]})")


@click.command(
    epilog=examples(
        "sasil doctor",
        "sasil doctor --rebuild",
    )
)
@click.option("--rebuild", "anew", is_flag=True, help="Make the warehouse again from the files; the old one is kept beside it.")
@waits
def doctor(*, anew: bool, wait: bool) -> int:
    """Examine the warehouse, its archive and its snapshot.

    Every record must quote its report, every row belong to one, every file in outputs/archive be the one that was loaded, and
    the snapshot show what the warehouse holds. A snapshot that differs is published again; the exit code tells of problems.
    """
    from pipeline.progress import watching
    from pipeline.upkeep import examine, rebuild

    settings = _settings()
    if anew:
        with watching() as watcher:
            summary, kept = rebuild(settings, watcher=watcher, wait=wait)
        click.echo(f"{len(summary.having('loaded'))} reports read again, {len(summary.having('quarantined'))} quarantined")
        if kept is not None:
            click.echo(f"The old warehouse is kept as {kept}.")
    problems = examine(settings, wait=wait)
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo("All is well.")
    return SOMETHING_REFUSED if problems else ALL_IN


def _reprocessed_lines(done: Reprocessed, settings: Settings) -> list[str]:
    summary = done.summary
    refused = summary.having("quarantined")
    if not summary.outcomes and not done.missing:
        return [f"Nothing to do: {done.up_to_date:,} reports were read with the present tables already."]
    return [
        f"{len(summary.having('loaded'))} read again in {summary.seconds:.1f} s, {done.up_to_date} up to date, "
        f"{len(done.missing)} without their file, {len(refused)} quarantined",
        *(f"  {kind.replace('_', ' '):<17}{number:>8,}" for kind, number in summary.records.items()),
        f"  {'rejects':<17}{summary.rejects:>8,}",
        *(f"  quarantined: {outcome.source.name}: {outcome.reason} Its rows stay as they were." for outcome in refused),
        *(f"  without its file: {stored.source_name}: {stored.source_path} is gone or has changed" for stored in done.missing),
        *(
            [f"Put such a file back, or drop it into {settings.inbox} and ingest; its rows stay until then."]
            if done.missing
            else []
        ),
    ]


def _add(settings: Settings, given: Given, *, force: bool) -> None:
    from pipeline.gazetteer import add as add_row
    from pipeline.gazetteer import as_table

    record, is_new, is_changed = add_row(settings.gazetteer, given, force=force)
    if not is_changed:
        click.echo(f"{record.entity_id}: nothing to add, the row has it already.")
        return
    click.echo(f"{'added' if is_new else 'completed'} {record.entity_id} in {settings.gazetteer}")
    for name, value in as_table(record).items():
        if name != "entity_id":
            click.echo(f"  {name:<16} {value}")
    click.echo(f"Next: {program()} reprocess")


def _settings(**given: object) -> Settings:
    from pipeline.settings import load_settings

    return load_settings(**given)
