"""The commands of people who look and correct: `sasil explore`, `sasil correct` and `sasil gold`."""

from __future__ import annotations

import getpass
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import completion
from pipeline.usage import examples

if TYPE_CHECKING:
    from pipeline.settings import Settings

PORT = 8765


@click.command(
    epilog=examples(
        "sasil explore",
        "sasil explore --edit --author 김분석",
        "sasil explore --port 9000",
    )
)
@click.option("--edit", is_flag=True, help="Let the page correct; without it, it only reads.")
@click.option("--author", metavar="NAME", help="Who corrects; the name you are logged in with by default.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port on this machine; 0 takes a free one."
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
def explore(*, edit: bool, author: str | None, port: int, browse: bool) -> None:
    """Look at the reports in a browser, on this machine only.

    보고서와 그 사실을 브라우저에서 봅니다. 이 컴퓨터에서만 열립니다.

    Every name, date, figure and event is marked in its report; companies, metrics and what is uncertain have pages of their own.
    """
    from pipeline.explore.serve import serve
    from pipeline.warehouse import read_snapshot

    settings = _settings()
    read_snapshot(settings.snapshot).close()  # there is something to show
    serve(
        settings,
        port=port,
        editing=edit,
        author=author or getpass.getuser(),
        browse=browse,
        told=lambda line: click.echo(line, err=True),
    )


@click.command(
    epilog=examples(
        "sasil correct 9f2c1a8803d1e5b7:f520-529.1 --set metric=capex --set modality=plan",
        'sasil correct 9f2c1a8803d1e5b7:f520-529.1 --set period_end= --reason "기간이 적혀 있지 않음"',
        "sasil correct 9f2c1a8803d1e5b7:e76-139.1 --reject",
        "sasil correct 9f2c1a8803d1e5b7:f520-529.1 --undo",
    )
)
@click.argument("record")
@click.option("--set", "pairs", metavar="ATTRIBUTE=VALUE", multiple=True, help="Set an attribute; an empty value leaves it open.")
@click.option("--accept", "action", flag_value="accept", help="The record is right.")
@click.option("--reject", "action", flag_value="reject", help="There is no such thing in the text.")
@click.option("--undo", "action", flag_value="undo", help="Take back what was said last about the record.")
@click.option("--reason", metavar="WORDS", help="Why.")
@click.option("--author", metavar="NAME", help="Who corrects; the name you are logged in with by default.")
@click.option("--wait", is_flag=True, help="Wait for a run that is at work, instead of giving up.")
def correct(
    record: str, pairs: tuple[str, ...], action: str | None, reason: str | None, author: str | None, *, wait: bool
) -> None:
    """Correct a figure, event or name.

    RECORD is its figure_id, event_id or mention_id. What is said is a row of the table `corrections`, which only grows; every view shows
    the facts as corrected, also after `sasil reprocess` and in a new version of the report whose words still stand.
    """
    from pipeline.corrections import correct as say
    from pipeline.settings import UserError

    if bool(pairs) == bool(action):
        raise UserError("say one thing: --set ATTRIBUTE=VALUE (several times), --accept, --reject or --undo.")
    changes = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UserError(f"--set {pair}: write it as ATTRIBUTE=VALUE, such as metric=revenue.")
        changes[name.strip()] = value
    said = say(_settings(), record, action or "set", changes, author=author or getpass.getuser(), reason=reason, wait=wait)  # type: ignore[arg-type]
    click.echo(f"{said}: in force. `sasil correct {record} --undo` takes it back.")


@click.group(epilog=examples("sasil gold export gold/", "sasil score gold/"))
def gold() -> None:
    """Make gold of what people have corrected and accepted."""


@gold.command(epilog=examples("sasil gold export gold/", "sasil gold export gold/ --doc broker_report"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--doc",
    "docs",
    metavar="DOC",
    multiple=True,
    shell_complete=completion.documents,
    help="Only this report; may be given several times.",
)
def export(folder: Path, docs: tuple[str, ...]) -> None:
    """Write reviewed reports as gold for `sasil score`, with the reports beside it.

    A report is written with each kind (figures, events, names) of which somebody said something: accepted and corrected records are
    items, rejected ones are left out, and those that nobody has looked at are optional.
    """
    from pipeline.gold_export import export as write
    from pipeline.warehouse import read_snapshot

    settings = _settings()
    with closing(read_snapshot(settings.snapshot)) as con:
        written = write(con, settings, folder, docs)
    for line in written:
        click.echo(line)
    if not written:
        click.echo("Nobody has corrected or accepted a record yet: `sasil explore --edit`.", err=True)


def _settings() -> Settings:
    from pipeline.settings import load_settings

    return load_settings()
