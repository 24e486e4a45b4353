"""
An inbox full of damaged and hostile files among good ones, and what a run makes of it.

    python tests/pipeline/hostile.py [--files 2000] [--seconds 600] [--each 60]

Every file must end in the archive or in quarantine with a reason in one line, every good one in the warehouse, without a process left
behind. Prints how the kinds ended, the most frequent reasons and the peak of memory; exits with 1 where a promise is broken. *each* is
the limit of seconds for one file. Needs Linux, whose /proc tells the memory of processes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pypdfium2

from pipeline import inbox
from pipeline.settings import load_settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
SAMPLES = {path.name: path.read_bytes() for path in sorted(FIXTURES.iterdir()) if path.suffix != ".py" and path.is_file()}
REFUSED_SAMPLES = ("locked.pdf", "scan.pdf")
"""The fixtures that no reader can read."""
MUTATIONS = ("cut", "flipped", "doubled", "blanked", "misnamed")
MOST_MEMORY_MB = 2_048
LONGEST_REASON = 500
LOOK_SECONDS = 1.0
"""Between two looks at the memory of a run."""
_NUMBER = re.compile(r"0x[0-9a-f]{2}|\d[\d,]*")
DEFECTS = ("Sasil failed on it",)
"""Reasons that tell of a mistake of ours, and none of the file."""


@dataclass(frozen=True)
class Dropped:
    """A file for the inbox."""

    name: str
    data: bytes
    kind: str
    """What was done to it; `good` where nothing was."""

    @property
    def doc_id(self) -> str:
        """The id of the document it is."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Ended:
    """How a run over an inbox ended."""

    code: int | None
    """The status it exited with; None where it was stopped."""
    seconds: float
    memory_mb: int
    """The most that its processes held together, shared pages counted once."""
    left: Sequence[str]
    """Commands of processes that outlived it."""


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members.items():
            written.writestr(name, data)
    return stream.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    stream = io.BytesIO()
    with closing(pypdfium2.PdfDocument.new()) as document:
        for _ in range(count):
            document.new_page(100, 100).close()
        document.save(stream)
    return stream.getvalue()


def laughs(levels: int = 12) -> bytes:
    """XML with entities that expand to ten times their size on each level."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY e0 "하">{entities}]><DOCUMENT><P>&e{levels - 1};</P></DOCUMENT>'.encode()


def bombs() -> Iterator[Dropped]:
    """Files made to break or to hold up what reads them."""
    yield Dropped("zeros.zip", archive({"zeros.txt": bytes(50_000_000)}), "bomb")
    yield Dropped("zeros.docx", archive({"word/document.xml": b"<a>" + bytes(50_000_000)}), "bomb")
    yield Dropped("members.zip", archive({f"{number}.txt": "" for number in range(5_000)}), "bomb")
    nested = archive({"a.txt": "한빛전자의 매출은 3조원이다."})
    for level in range(20):
        nested = archive({f"{level}.zip": nested})
    yield Dropped("nested.zip", nested, "bomb")
    yield Dropped("laughs.xml", laughs(), "bomb")
    yield Dropped("laughs.docx", archive({"word/document.xml": laughs()}), "bomb")
    yield Dropped("pages.pdf", many_pages(10_000), "bomb")
    yield Dropped("line.txt", "한빛전자의 매출은 3조원이다. ".encode() * 2_500_000, "long")  # 100 MB
    yield Dropped("letters.txt", "가".encode() * 4_000_000, "long")
    yield Dropped("page.html", b"<p>" + "한빛전자의 매출은 3조원이다. ".encode() * 200_000, "long")
    yield Dropped("brackets.txt", "".join(f"(삼성전자 {number}억원" for number in range(3_000)).encode(), "deep")
    yield Dropped("divs.html", b"<div>" * 100_000 + "한빛전자의 매출은 3조원이다.".encode(), "deep")
    yield Dropped("quotes.md", b">" * 20_000 + "매출은 3조원이다.\n".encode(), "deep")
    yield Dropped("items.md", "".join(f"{' ' * number}- 항목 {number}억원\n" for number in range(600)).encode(), "deep")
    yield Dropped("span.html", b"<table>" + b"<tr><td rowspan=65535 colspan=65535>3\xec\xa1\xb0</td></tr>" * 500, "bomb")
    yield Dropped("aliases.md", b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n" + "매출은 4조원이다.".encode(), "bomb")
    yield Dropped("span.hwpx", _wide_table(), "bomb")
    yield Dropped("far.xlsx", _far_cell(), "bomb")
    yield Dropped("forms.pdf", _nested_forms(), "bomb")
    for suffix in ("txt", "pdf", "hwp", "hwpx", "docx", "xlsx", "html", "eml", "zip", "csv"):
        yield Dropped(f"empty.{suffix}", b"", "empty")
        yield Dropped(f"nul.{suffix}", bytes(len(suffix) * 1_000), "empty")


def _wide_table() -> bytes:
    """The fixture in HWPX with a cell that takes 65,535 rows and columns."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES["report.hwpx"])) as read:
        members = {name: read.read(name) for name in read.namelist()}
    section = members["Contents/section0.xml"].decode()
    span = re.compile(r'(colSpan|rowSpan)="1"')
    return archive({**members, "Contents/section0.xml": span.sub(r'\1="65535"', section)})


def _far_cell() -> bytes:
    """A workbook whose two cells lie at the ends of its sheet."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES["table.xlsx"])) as read:
        members = {name: read.read(name) for name in read.namelist()}
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )
    return archive({**members, "xl/worksheets/sheet1.xml": sheet})


def _nested_forms(levels: int = 12) -> bytes:
    """A PDF whose page draws a form ten times, which draws another ten times, and so on."""
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        "<</Length 5>>stream\n/X Do\nendstream",
    ]
    for number in range(5, 5 + levels):
        drawn = "/X Do " * 10
        below = f"/Resources<</XObject<</X {number + 1} 0 R>>>>" if number < 4 + levels else ""
        head = f"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]{below}/Length {len(drawn)}>>"
        bodies.append(f"{head}stream\n{drawn}\nendstream")
    objects = "".join(f"{number} 0 obj{body}endobj\n" for number, body in enumerate(bodies, 1))
    return f"%PDF-1.4\n{objects}trailer<</Root 1 0 R/Size {len(bodies) + 1}>>\n%%EOF".encode()


def mutated(data: bytes, kind: str, rng: random.Random) -> bytes:
    """*data*, damaged as *kind* says."""
    at = rng.randrange(1, len(data))
    match kind:
        case "cut":
            return data[:at]
        case "flipped":
            flipped = bytearray(data)
            for _ in range(1 + len(data) // 2_000):
                flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            return bytes(flipped)
        case "doubled":
            return data[:at] + data[at // 2 :]
        case "blanked":
            return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]
        case _:
            return data


def good(number: int) -> Dropped:
    """A report like any other."""
    text = (
        f"2025년 11월 {number % 28 + 1}일\n\n한빛전자의 3분기 매출은 {number + 100}억원으로 작년보다 {number % 9 + 1}% 늘었다.\n"
    )
    return Dropped(f"good{number}.txt", text.encode(), "good")


def files(count: int, seed: int = 1) -> Iterator[Dropped]:
    """*count* files: the fixtures, bombs, mutations of the fixtures in turn, and every tenth a good report."""
    rng = random.Random(seed)  # noqa: S311  no secret
    fixed = [Dropped(name, data, "refused" if name in REFUSED_SAMPLES else "good") for name, data in SAMPLES.items()]
    fixed += bombs()
    yield from fixed[:count]
    names = list(SAMPLES)
    for number in range(max(0, count - len(fixed))):
        if number % 10 == 9:
            yield good(number)
            continue
        name, kind = names[number % len(names)], MUTATIONS[number % len(MUTATIONS)]
        ending = Path(rng.choice(names) if kind == "misnamed" else name).suffix
        yield Dropped(f"{number}{ending}", mutated(SAMPLES[name], kind, rng), kind)


def drop(folder: Path, dropped: Sequence[Dropped]) -> None:
    """Write the files into *folder*, with a pipe and a link among them."""
    folder.mkdir(parents=True)
    for file in dropped:
        (folder / file.name).write_bytes(file.data)
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("/etc/hostname")


def ingest(outputs: Path, *, seconds: float, each: int) -> Ended:
    """Have the command take in the inbox of *outputs*, stopped after *seconds*."""
    variables = {**os.environ, "SASIL_OUTPUTS": str(outputs), "SASIL_MAX_EXTRACTION_SECONDS": str(each), "SASIL_WORKERS": "2"}
    began, most = time.monotonic(), 0
    with (outputs / "messages").open("wb") as messages:
        run = subprocess.Popen(  # noqa: S603  our own command
            [str(Path(sys.executable).with_name("sasil")), "ingest"], env=variables, stdout=messages, stderr=messages
        )
        while run.poll() is None and time.monotonic() - began < seconds:
            most = max(most, sum(map(_memory_kb, _processes(outputs))))
            time.sleep(LOOK_SECONDS)
        if stopped := run.poll() is None:
            run.kill()
        run.wait()
    took = time.monotonic() - began
    time.sleep(2)  # what ends with the run has ended by then
    return Ended(None if stopped else run.returncode, took, most // 1024, list(map(_command, _processes(outputs))))


def broken(outputs: Path, dropped: Sequence[Dropped]) -> Iterator[str]:
    """What does not hold of the promises, a line each."""
    settings = load_settings(outputs=outputs)
    if waiting := {file.name for file in settings.inbox.iterdir()} - {"pipe.txt", "link.txt"}:
        yield f"still in the inbox: {', '.join(sorted(waiting))}"
    archived = {inbox.digest(file) for file in inbox.archived(settings.archive)}
    reasons = dict(inbox.quarantined(settings.quarantine))
    refused = {inbox.digest(settings.quarantine / name) for name in reasons}
    loaded = _loaded(settings.snapshot) if settings.snapshot.exists() else set()
    for file in dropped:
        if file.doc_id not in archived | refused:
            yield f"{file.name}: neither in the archive nor in quarantine"
        if file.kind == "good" and file.doc_id not in archived & loaded:
            yield f"{file.name}: good, but not loaded"
    for name, reason in reasons.items():
        if not reason or len(reason) > LONGEST_REASON or any(defect in reason for defect in DEFECTS):
            yield f"{name}: {reason[:LONGEST_REASON]!r} is no reason"


def ends(outputs: Path, dropped: Sequence[Dropped]) -> Counter[tuple[str, str]]:
    """How many of each kind went where."""
    archived = {inbox.digest(file) for file in inbox.archived(load_settings(outputs=outputs).archive)}
    return Counter((file.kind, "archive" if file.doc_id in archived else "quarantine") for file in dropped)


def _loaded(snapshot: Path) -> set[str]:
    with closing(duckdb.connect(str(snapshot), read_only=True)) as con:
        return {doc_id for (doc_id,) in con.execute("SELECT doc_id FROM documents").fetchall()}


def _processes(outputs: Path) -> list[Path]:
    """The processes that work for the run over *outputs*, by its mark in their environment."""
    mark = f"SASIL_OUTPUTS={outputs}\0".encode()
    return [process for process in Path("/proc").glob("[0-9]*") if mark in _told(process / "environ")]


def _told(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # it has ended meanwhile, or is another user's
        return b""


def _memory_kb(process: Path) -> int:
    found = re.search(rb"^Pss:\s+(\d+)", _told(process / "smaps_rollup"), re.MULTILINE)
    return int(found[1]) if found else 0


def _command(process: Path) -> str:
    return _told(process / "cmdline").replace(b"\0", b" ").decode(errors="replace").strip()


def main(count: int, seconds: float, each: int) -> int:
    """Print how an inbox of *count* files ended; 1 where a promise is broken."""
    dropped = list(files(count))
    with tempfile.TemporaryDirectory(prefix="sasil-hostile-") as folder:
        outputs = Path(folder)
        drop(outputs / "inbox", dropped)
        ended = ingest(outputs, seconds=seconds, each=each)
        print(f"{len(dropped)} files in {ended.seconds:.0f} s, exit {ended.code}, at most {ended.memory_mb:,} MB")
        for (kind, place), number in sorted(ends(outputs, dropped).items()):
            print(f"{number:>6}  {kind:<10} {place}")
        reasons = Counter(_NUMBER.sub("…", reason) for _, reason in inbox.quarantined(outputs / "quarantine"))
        for reason, number in reasons.most_common():
            print(f"{number:>6}  {reason[:120]}")
        wrong = [*broken(outputs, dropped), *(f"left behind: {command}" for command in ended.left)]
        if ended.code is None:
            wrong.append("stopped before its end")
        if ended.memory_mb > MOST_MEMORY_MB:
            wrong.append(f"more than {MOST_MEMORY_MB:,} MB")
        print("\n".join(wrong) or "every promise held")
    return min(len(wrong), 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--each", type=int, default=60)
    options = parser.parse_args()
    sys.exit(main(options.files, options.seconds, options.each))
