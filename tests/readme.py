"""
Runs what the READMEs show, on a fresh ingest of seeds/reports; `make readme` calls it to write the answers anew.

Three kinds of blocks have an answer: a `console` block holds commands (`$ …`) and what they print; an `sql` or `python` block is
followed by a `text` block with its rows or its output.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from pipeline.show import render_table
from pipeline.warehouse import read_snapshot

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.ko.md")
BLOCK = re.compile(
    r"^```(?P<kind>console|sql|python)\n(?P<content>.*?)^```\n(?:\n```text\n(?P<answer>.*?)^```\n)?", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<answer>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINKED = ("Makefile", "pyproject.toml", "requirements.lock", "seeds")
VARYING = (
    (r"\b\d+\.\d+ s\b", "0.0 s"),
    (r"\b[\d,]+ files a minute\b", "60 files a minute"),
    (r"\b\d{4}-\d\d-\d\d \d\d:\d\d UTC\b", "2000-01-01 00:00 UTC"),
)
"""What differs from one run to the next: how long it took, and when it was."""


class Workplace:
    """A folder that looks like a clone after `make run`: the Makefile, seeds, `.venv`, and `outputs` of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in LINKED:
            (folder / name).symlink_to(ROOT / name)
        (folder / ".venv").symlink_to(sys.prefix)

    @cached_property
    def environment(self) -> Mapping[str, str]:
        """That of this process, without its settings of Sasil, Prefect and make, and without a `sasil` on the path."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("SASIL_", "PREFECT_", "MAKE", "MFLAGS"))
        }
        path = [place for place in kept["PATH"].split(os.pathsep) if not (Path(place) / "sasil").exists()]
        return kept | {"PATH": os.pathsep.join(path), "PREFECT_HOME": str(self.folder / "prefect"), "PYTHONIOENCODING": "utf-8"}

    def console(self, command: str) -> str:
        """What *command* prints; make takes the environment for built, whatever the age of its files."""
        command = re.sub(r"^make ", "make --old-file=.venv/.ready ", command)
        done = subprocess.run(  # noqa: S603 - the commands are those of the READMEs
            [shutil.which("bash") or "bash", "-o", "pipefail", "-c", command],
            cwd=self.folder, env=self.environment, check=False, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"`{command}` ends with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def python(self, code: str) -> str:
        """What *code* prints."""
        (self.folder / "example.py").write_text(code, encoding="utf-8")
        return self.console(".venv/bin/python example.py")

    def sql(self, query: str) -> str:
        """The rows of *query*, as `sasil sql` prints them."""
        with closing(read_snapshot(self.folder / "outputs" / "reports.duckdb")) as con:
            result = con.execute(query)
            return "".join(f"{line}\n" for line in render_table([column[0] for column in result.description], result.fetchall()))


class Answers:
    """Answers of a fresh ingest, each found once."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.known: dict[tuple[str, str], str] = {}

    def to(self, kind: str, question: str) -> str:
        """What the block of *kind* with *question* has to show."""
        ask: Callable[[str], str] = getattr(self.workplace, kind)
        if (kind, question) not in self.known:
            self.known[kind, question] = "".join(f"{line.rstrip()}\n" for line in ask(question).splitlines())
        return self.known[kind, question]


def examples(page: str) -> Iterator[tuple[str, str, str]]:
    """The kind, question and printed answer of each example on *page*, in order."""
    for block in BLOCK.finditer(page):
        if block["kind"] != "console":
            yield block["kind"], block["content"], block["answer"] or ""
            continue
        for part in COMMAND.finditer(block["content"]):
            yield "console", part["command"], part["answer"]


def normalised(answer: str) -> str:
    """*answer* without what differs from run to run."""
    for varying, fixed in VARYING:
        answer = re.sub(varying, fixed, answer)
    return answer


def refreshed(page: str, answers: Answers) -> str:
    """*page* with the answers of today; one that says the same stays as it is."""

    def answer(kind: str, question: str, printed: str) -> str:
        new = answers.to(kind, question)
        return printed if normalised(printed) == normalised(new) else new

    def block(found: re.Match[str]) -> str:
        kind, content = found["kind"], found["content"]
        if kind == "console":
            parts = COMMAND.sub(lambda part: f"$ {part['command']}\n{answer(kind, part['command'], part['answer'])}", content)
            return f"```console\n{parts}```\n"
        return f"```{kind}\n{content}```\n\n```text\n{answer(kind, content, found['answer'] or '')}```\n"

    return BLOCK.sub(block, page)


@contextmanager
def fresh_answers() -> Iterator[Answers]:
    """Answers of an ingest in a folder of its own, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="sasil-readme-"))
    try:
        workplace = Workplace(folder)
        answers = Answers(workplace)
        answers.to("console", "make run")
        yield answers
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Write the answers of today into the READMEs."""
    with fresh_answers() as answers:
        for name in READMES:
            page = ROOT / name
            before = page.read_text(encoding="utf-8")
            after = refreshed(before, answers)
            page.write_text(after, encoding="utf-8")
            print(f"{name}: {'as it was' if after == before else 'answers renewed'}")


if __name__ == "__main__":
    main()
