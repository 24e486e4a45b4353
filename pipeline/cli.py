"""The command `sasil`. What a user can put right is told in one line on stderr; heavy imports wait until a command needs them."""

from __future__ import annotations

import codecs
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pipeline import completion
from pipeline.asking import export, search, sql
from pipeline.correcting import doctor, entities, gazetteer, remove, reprocess
from pipeline.exploring import correct, explore, gold
from pipeline.measuring import score
from pipeline.operating import down, lake, rates, up
from pipeline.usage import ALL_IN, INTERRUPTED, SOMETHING_REFUSED, WRONG_USE, program, quoted, waits
from pipeline.usage import examples as _examples

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipeline.ingest import Summary
    from pipeline.settings import Settings
    from schemas import Report

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
FIRST_QUERY = '"SELECT metric, count(*) FROM figures GROUP BY metric ORDER BY 2 DESC"'
LAST_RUN_QUERY = """
    select started_at, epoch(finished_at) - epoch(started_at), files, loaded, duplicates, quarantined
    from runs order by started_at desc limit 1
"""
REFUSED_QUERY = """
    with files as (
        select
            max(finished_at) filter (status = 'quarantined') as refused_at,
            max(finished_at) filter (status = 'loaded') as loaded_at
        from ledger
        group by source_path
    )
    select count(refused_at), count(*) filter (loaded_at > refused_at) from files
"""
LAST_DAY_QUERY = """
    select count(*), coalesce(sum(seconds), 0), coalesce(sum(records), 0)
    from ledger
    where status = 'loaded' and finished_at > now() at time zone 'UTC' - interval 1 day
"""
BEHIND = "behind the warehouse: a run is under way, or was killed before it published; `sasil ingest` makes it current"
REJECTS_QUERY = '"SELECT record_kind, reason, count(*) FROM rejects GROUP BY ALL"'
KIND = click.Choice(["mentions", "times", "figures", "events"])


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):  # a name that the terminal cannot print is no reason to fail
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is claimed goes back to the inbox, as on Ctrl-C
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """
    Run the command line *args*; the exit code.

    0: all in. 1: something was quarantined. 2: wrong use, or a warehouse that cannot be opened. 130: interrupted. A pipe
    whose reader has seen enough ends the command without a word (click does that).
    """
    try:
        code = sasil.main(list(args) or ["--help"], prog_name="sasil", standalone_mode=False)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "sasil"
        return _fail(f"{error.format_message()} See `{command} --help`.")
    except (KeyboardInterrupt, click.Abort):
        resumed = next((command for command in ("ingest", "reprocess") if command in args[:1]), None)
        _fail(f"interrupted. What was loaded stays, and `sasil {resumed}` goes on with the rest." if resumed else "interrupted.")
        return INTERRUPTED
    except OSError as error:
        return _fail(f"{error.filename or 'system'}: {error.strerror or error}")
    except Exception as error:
        if not isinstance(error, _expected_errors()):
            raise
        return _fail(str(error))
    return code if isinstance(code, int) else ALL_IN


@click.group(
    context_settings=CONTEXT,
    epilog=_examples(
        "sasil ingest reports/        take in every report of a folder",
        "sasil show broker_report     what one of them says, sentence by sentence",
        "sasil sql \"SELECT * FROM v_figures WHERE metric = 'revenue'\"",
    ),
)
@click.version_option(package_name="sasil", message="sasil %(version)s", help="Show the version and exit.")
def sasil() -> None:
    """Turn Korean reports into facts that can be queried, each with the words it was read from.

    한국어 보고서를 읽어, 근거 문장과 함께 SQL로 조회할 수 있는 사실로 정리합니다.

    Reports that are dropped into outputs/inbox are taken in by `sasil ingest` without a path.
    """


for _command in (
    sql, search, export, explore, correct, gold, gazetteer, entities, reprocess, remove, doctor, score, rates, lake, up, down,
):  # fmt: skip
    sasil.add_command(_command)


@sasil.command(
    epilog=_examples(
        "sasil ingest                       what is in the inbox",
        "sasil ingest a.txt reports/        a file and a folder",
        "sasil ingest old/ --encoding cp949",
    )
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--encoding", metavar="NAME", help="Character encoding of the files, such as cp949; found out where left open.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that read reports. Default: one, for many files as many as the machine can take.",
)
@click.option(
    "--runner",
    type=click.Choice(["processes", "dask"]),
    help="Read on this machine, or on the Dask cluster of DASK_SCHEDULER_ADDRESS. Default: processes.",
)
@click.option(
    "--prefect", "tracked", is_flag=True, help="Run as a tracked Prefect flow, on a temporary server if none is configured."
)
@waits
def ingest(
    paths: tuple[Path, ...], encoding: str | None, workers: int | None, runner: str | None, *, tracked: bool, wait: bool
) -> int:
    """Take reports in: files, folders, or what was dropped into the inbox.

    A file that was taken in before is passed over; one that cannot be read goes to outputs/quarantine with the reason
    beside it. Files named by PATH stay where they are, files in the inbox move to outputs/archive.

    Where a Prefect API is configured (PREFECT_API_URL or a profile), the run is a tracked flow there.
    """
    from pipeline.settings import UserError, load_settings, prefect_api_url

    settings = load_settings(workers=workers, runner=runner)
    _check_encoding(encoding)
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or folder. Check the spelling; without a path, the inbox is taken in.")
    summary = (_ingest_tracked if tracked or prefect_api_url() else _ingest_here)(settings, paths, encoding, wait=wait)
    if not summary.outcomes:
        left = f"; {len(summary.passed_over)} unfinished or linked files stay there" if summary.passed_over else ""
        click.echo(f"{settings.inbox}: no reports here{left}. Drop some, or name them: sasil ingest PATH", err=True)
        return ALL_IN
    for line in _summary_lines(summary, settings):
        click.echo(line)
    return SOMETHING_REFUSED if summary.having("quarantined") else ALL_IN


@sasil.command(
    epilog=_examples(
        "sasil watch",
        "sasil watch --every 30 --workers 2",
    )
)
@click.option(
    "--every", type=click.FloatRange(min=0.1), default=2.0, show_default=True, help="Look into the inbox every so many seconds."
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes that read reports; one or, for many files, more by default."
)
def watch(every: float, workers: int | None) -> int:
    """Take in what is dropped into the inbox, until Ctrl-C or SIGTERM.

    A file is taken a moment after its last change. When the command is stopped, what is not loaded yet goes back to the inbox.
    """
    from threading import Event

    from pipeline import ingest as runs
    from pipeline.progress import watching
    from pipeline.settings import load_settings

    settings = load_settings(workers=workers)
    click.echo(f"Watching {settings.inbox}; Ctrl-C ends it.", err=True)
    try:
        with watching() as watcher:
            for summary in runs.watch(settings, Event(), every=every, watcher=watcher):
                click.echo(_summary_lines(summary, settings)[0])
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    return ALL_IN


@sasil.command(
    epilog=_examples(
        "sasil retry",
        "sasil retry 실적.pdf",
        "sasil retry --reason encoding",
    )
)
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--reason", metavar="WORDS", default="", help="Only files that were refused for a reason with these words.")
@waits
def retry(files: tuple[str, ...], reason: str, *, wait: bool) -> int:
    """Try refused files again, with whatever else waits in the inbox.

    FILE is a name that `sasil status` lists; without one, all of quarantine is tried. What still cannot be read goes back there.
    """
    from pipeline import inbox
    from pipeline.settings import UserError, load_settings

    settings = load_settings()
    if not inbox.take_back(settings.quarantine, settings.inbox, files, reason):
        raise UserError(f"{settings.quarantine}: no such refused file with its bytes here. `sasil status` lists them.")
    summary = _ingest_here(settings, (), None, wait=wait)
    for line in _summary_lines(summary, settings):
        click.echo(line)
    return SOMETHING_REFUSED if summary.having("quarantined") else ALL_IN


@sasil.command(
    epilog=_examples(
        "sasil status",
    )
)
def status() -> None:
    """Show where files and facts are: inbox, archive, quarantine, warehouse and the last run."""
    from pipeline import inbox
    from pipeline.settings import load_settings

    settings = load_settings()
    refused = list(inbox.quarantined(settings.quarantine))
    waiting = inbox.waiting(settings.inbox)
    since = inbox.oldest(waiting) if waiting else None
    oldest = f", the oldest since {since:%Y-%m-%d %H:%M} UTC ({_age(since)})" if since else ""
    folders = (
        ("inbox", settings.inbox, len(waiting), f"waiting{oldest}"),
        ("claimed", settings.claims, len(inbox.waiting(settings.claims)), "under way, or left by a run that was killed"),
        ("archive", settings.archive, len(inbox.archived(settings.archive)), "taken in"),
        ("quarantine", settings.quarantine, len(refused), "refused"),
    )
    for name, folder, files, meaning in folders:
        click.echo(f"{name:<11} {files:>6}  {meaning} ({folder})")
    for folder in inbox.closed(settings.inbox):
        click.echo(f"{'':<11} {'':>6}  {folder}: may not be read, and is passed over; change its permissions")
    for name, reason in refused:
        click.echo(f"{'':<11} {'':>6}  {name}: {reason}")
    for line in (*_warehouse_lines(settings), *_service_lines(settings)):
        click.echo(line)


@sasil.command(
    epilog=_examples(
        "sasil show broker_report",
        "sasil show 9f2c1a --kind figures",
        "sasil show broker_report --json | jq .metric",
        "sasil show broker_report --html  > report.html    one file, to send to somebody",
    )
)
@click.argument("doc", shell_complete=completion.documents)
@click.option("--kind", "kinds", type=KIND, multiple=True, help="Show these records only; may be given several times.")
@click.option("--json", "form", flag_value="json", help="One JSON object per record.")
@click.option("--html", "form", flag_value="html", help="One HTML file, with everything that was read marked in the text.")
def show(doc: str, kinds: tuple[str, ...], form: str | None) -> None:
    """Show what a report says, sentence by sentence.

    DOC is its file name or a part of it, a part of its title, or the beginning of its doc_id.
    """
    from pipeline import show as shown

    with closing(_snapshot()) as con:
        doc_id = shown.find_document(con, doc).doc_id
        chosen = kinds or tuple(shown.KINDS)
        if form == "html":
            from pipeline.explore.snapshot import Asked
            from pipeline.explore.standalone import standalone

            click.echo(standalone(Asked(con), doc_id))
            return
        if form != "json":
            for line in shown.render_report(con, doc_id, chosen):
                click.echo(line)
            return
        for kind, rows in shown.read_records(con, doc_id, chosen).items():
            for row in rows:
                click.echo(shown.json_line(shown.tagged(kind, row)))


@sasil.command(
    epilog=_examples(
        "sasil extract report.txt --only figures",
        'echo "매출은 3조 2,500억원이다." | sasil extract - --published-on 2025-11-03',
    )
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--only", type=KIND, multiple=True, help="Print these records only; may be given several times.")
@click.option("--published-on", metavar="YYYY-MM-DD", help="Publication date, where the text does not tell it.")
@click.option("--encoding", metavar="NAME", help="Character encoding of the file, such as cp949; found out where left open.")
def extract(file: Path, only: tuple[str, ...], published_on: str | None, encoding: str | None) -> None:
    """Print what the report FILE says as JSON Lines, without a warehouse; `-` reads the text from stdin.

    Each line has a "kind"; the first is the document, with the text in which start_char and end_char count.
    """
    from pipeline.show import json_line

    _check_encoding(encoding)
    report = _extracted(file, published_on, encoding)
    for row in _report_rows(report, only):
        click.echo(json_line(row))


@sasil.command(
    epilog=_examples(
        "sasil timeline --entity 알리바바 --from 2025-01",
        "sasil timeline --type ipo --type acquisition --from 2025-Q3 --to 2026",
        "sasil timeline --entity 9988.HK --csv",
    )
)
@click.option(
    "--entity",
    metavar="NAME",
    shell_complete=completion.entities,
    help="Events of this company, agency, person or place; by name, ticker or id.",
)
@click.option("--from", "since", metavar="DATE", help="Events from 2025, 2025-Q3, 2025-01 or 2025-01-15 on.")
@click.option("--to", "until", metavar="DATE", help="Events until then, in the same forms.")
@click.option(
    "--type",
    "types",
    metavar="TYPE",
    multiple=True,
    shell_complete=completion.event_types,
    help="Events of this type, such as ipo; can be given several times.",
)
@click.option("--csv", "form", flag_value="csv", help="Print CSV with a header.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object per event.")
def timeline(entity: str | None, since: str | None, until: str | None, types: tuple[str, ...], form: str | None) -> None:
    """Show what happened and what is planned, once for each event, with the reports that tell it.

    An event is told by its most precise date; where reports differ, the other dates and types stand beside it.
    """
    from pipeline import show as shown
    from pipeline.timeline import Wanted, read_timeline, render_timeline

    with closing(_snapshot()) as con:
        columns, rows = read_timeline(con, Wanted(entity, since, until, types))
    render = {"csv": shown.render_csv, "json": shown.render_json, None: render_timeline}[form]
    for line in render(columns, rows):
        click.echo(line)
    if not rows:
        click.echo("sasil: no such events. Leave out --entity, --from, --to or --type to see more.", err=True)


def _ingest_here(settings: Settings, paths: Sequence[Path], encoding: str | None, *, wait: bool) -> Summary:
    from pipeline.ingest import ingest as take_in
    from pipeline.progress import watching

    with watching() as watcher:
        return take_in(settings, paths, encoding=encoding, watcher=watcher, wait=wait)


def _ingest_tracked(settings: Settings, paths: Sequence[Path], encoding: str | None, *, wait: bool) -> Summary:
    from pipeline.flows import run_tracked

    return run_tracked(paths, encoding=encoding, workers=settings.workers, runner=settings.runner, wait=wait)


def _summary_lines(summary: Summary, settings: Settings) -> list[str]:
    """The end of a run as a person reads it, and what to type next."""
    files = f"{len(summary.outcomes)} {'file' if len(summary.outcomes) == 1 else 'files'}"
    loaded, duplicates, refused = (summary.having(status) for status in ("loaded", "duplicate", "quarantined"))
    lines = [
        f"{files} in {summary.seconds:.1f} s: {len(loaded)} loaded, {len(duplicates)} known already, {len(refused)} quarantined",
        *(f"  {kind.replace('_', ' '):<17}{number:>8,}" for kind, number in summary.records.items()),
        f"  {'rejects':<17}{summary.rejects:>8,}",
        *(f"  quarantined: {outcome.source.name}: {outcome.reason}" for outcome in refused),
    ]
    lines += [f"  replaced by a newer version: {name}" for name in summary.superseded]
    if summary.passed_over:
        lines.append(
            f"  passed over: {len(summary.passed_over)} links, pipes, unfinished or other files, such as {summary.passed_over[0].name}"
        )
    if summary.rejects:
        lines.append(f"Rejects: {program()} sql {REJECTS_QUERY}")
    if refused:
        lines.append(f"Refused: correct them and drop them into {settings.inbox}; the reasons are in {settings.quarantine}")
    if shown := loaded or duplicates:
        lines.append(f"Next:    {program()} show {quoted(shown[0].source.name)}")
        lines.append(f"         {program()} sql {FIRST_QUERY}")
    return lines


def _warehouse_lines(settings: Settings) -> list[str]:
    from pipeline.warehouse import WarehouseError, is_current

    behind = [] if is_current(settings.warehouse, settings.snapshot) else [f"{'snapshot':<11} {BEHIND}"]
    try:
        con = _snapshot()
    except WarehouseError as error:
        return behind or [f"{'warehouse':<11} {error}"]
    with closing(con):
        lines = [*behind, f"{'warehouse':<11} ({settings.snapshot})"]
        for table in ("documents", "mentions", "time_expressions", "figures", "events", "rejects"):
            ((rows,),) = con.execute(f"select count(*) from {table}").fetchall()  # noqa: S608
            lines.append(f"{'':<11} {rows:>6,}  {table.replace('_', ' ')}")
        last = con.execute(LAST_RUN_QUERY).fetchone()
        ((files, seconds, records),) = con.execute(LAST_DAY_QUERY).fetchall()
        ((refused, resolved),) = con.execute(REFUSED_QUERY).fetchall()
    lines.append(f"{'last day':<11} {files:>6,}  files loaded, {records:,} records, {seconds / max(files, 1):.2f} s a file")
    lines.append(f"{'refused':<11} {refused:>6,}  files so far, {resolved:,} of them taken in later")
    if last is not None:
        started, seconds, files, loaded, duplicates, quarantined = last
        pace = f", {60 * files / seconds:,.0f} files a minute" if seconds else ""
        how = f"took {seconds:.1f} s{pace}" if seconds is not None else "did not end"
        counts = f"{loaded} loaded, {duplicates} known already, {quarantined} quarantined"
        lines.append(f"{'last run':<11} {started:%Y-%m-%d %H:%M} UTC, {how}: {counts}")
    return lines


def _service_lines(settings: Settings) -> list[str]:
    """What `sasil up` has started, if anything."""
    from pipeline.service import look, place_of

    running = look(place_of(settings))
    return (
        [f"{'running':<11} {', '.join(running.processes)} since {running.started_at}, Prefect at {running.url}"]
        if running
        else []
    )


def _age(moment: datetime) -> str:
    """How long ago *moment* is, in its largest unit."""
    seconds = int((datetime.now(UTC) - moment).total_seconds())
    size, unit = next(((size, unit) for size, unit in ((86400, "d"), (3600, "h"), (60, "min")) if seconds >= size), (1, "s"))
    return f"{max(seconds, 0) // size} {unit}"


def _snapshot() -> DuckDBPyConnection:
    from pipeline.settings import load_settings
    from pipeline.warehouse import read_snapshot

    return read_snapshot(load_settings().snapshot)


def _extracted(file: Path, published_on: str | None, encoding: str | None) -> Report:
    from pipeline.process import OwnTables, process
    from pipeline.readers import raw_report, read_report
    from pipeline.settings import UserError, load_settings

    try:
        day = datetime.strptime(published_on, "%Y-%m-%d").date() if published_on else None
    except ValueError:
        raise UserError(f"--published-on {published_on}: not a day. Write it as 2025-11-03.") from None
    settings = load_settings()
    raw = raw_report(_decoded(sys.stdin, encoding)) if str(file) == "-" else read_report(file, encoding=encoding, limits=settings)
    return process(raw, OwnTables.looked_at(settings.fx_csv, settings.gazetteer, settings.rates), published_on=day)


def _decoded(stdin: TextIO, encoding: str | None) -> str:
    from pipeline.settings import UserError

    try:
        return stdin.buffer.read().decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            f"stdin is not {error.encoding} (byte {error.start:,}). Older Korean text is often CP949: --encoding cp949"
        ) from None


def _report_rows(report: Report, only: Sequence[str]) -> list[Mapping[str, Any]]:
    """The records of *report* as rows with their kind: the document first, events with what belongs to them inside."""
    from pipeline.show import KINDS, TABLE_OF, grouped, nested_event, tagged

    rows: list[Mapping[str, Any]] = [] if only else [{"kind": "document", **report.document.model_dump()}]
    participants = grouped([row.model_dump() for row in report.event_participants])
    figures = grouped([row.model_dump() for row in report.event_figures])
    for kind in only or KINDS:
        for record in getattr(report, TABLE_OF[kind]):
            row = record.model_dump()
            rows.append(tagged(kind, nested_event(row, participants, figures) if kind == "events" else row))
    rows += [] if only else [{"kind": "reject", **row.model_dump()} for row in report.rejects]
    return rows


def _check_encoding(encoding: str | None) -> None:
    from pipeline.settings import UserError

    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise UserError(f"--encoding {encoding}: no such encoding. Korean files are utf-8, cp949 or utf-16.") from None


def _expected_errors() -> tuple[type[Exception], ...]:
    """The errors whose message explains them to the user."""
    from pipeline.readers import Unreadable
    from pipeline.settings import UserError
    from pipeline.warehouse import WarehouseError

    return UserError, Unreadable, WarehouseError


def _fail(message: str) -> int:
    click.echo(f"sasil: {message}", err=True)
    return WRONG_USE
