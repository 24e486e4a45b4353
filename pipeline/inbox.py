"""
Files on their way in and out: found, claimed, archived, quarantined.

A file from the inbox is always in one of four places: the inbox, the claims of a run, the archive or the quarantine. It moves
by rename, and leaves a place only once it stands in the next, so a run may die at any moment. A file that was named on the
command line stays where it is, unchanged.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from pipeline.readers.sidecar import SUFFIX as SIDECAR_SUFFIX
from pipeline.readers.sidecar import is_sidecar, sidecar_of
from pipeline.settings import UserError

PARTIAL_SUFFIXES = frozenset({".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp"})
"""Names under which browsers, editors and copying programs keep what is not whole yet."""
PARTIAL_PREFIXES = (".", "~$")
"""Hidden files, and the lock files of office programs."""
SETTLED_AFTER_SECONDS = 2.0
"""A file changed more recently than this is looked at twice before it is taken."""
SECOND_LOOK_SECONDS = 0.5
PREFIX_LENGTH = 12
"""Hexadecimal digits of `doc_id` before an archived name."""
LONGEST_NAME = 255
"""Bytes in a file name: the limit of ext4, APFS and NTFS."""
LONGEST_SUFFIX = 16
REASON_SUFFIX = ".reason.txt"
ADVICE = "이 파일은 읽지 못했습니다. 위의 이유를 해결한 뒤 inbox 폴더에 다시 넣어 주세요."


@dataclass(frozen=True)
class Source:
    """A file to take in."""

    path: Path
    """Where its bytes are now."""
    found_at: Path
    """Where it was found."""
    claimed: bool = False
    """True for a file that came through the inbox: it is moved when it is done."""
    inside: bool = False
    """True for what is inside an archive or mail: `path` is the file that holds it, and `found_at` goes on with its own name."""
    encoding: str | None = None
    """The encoding it was read with before; None leaves it to the run."""

    @property
    def name(self) -> str:
        """The file's name as people write it."""
        return printable(self.found_at.name)


def printable(name: str) -> str:
    """A name or path in NFC (macOS hands out NFD); one that is not UTF-8 is read as CP949, which Korean ZIP files carry."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp949", errors="replace")
    return unicodedata.normalize("NFC", name)


class Found(NamedTuple):
    """What a search came upon."""

    sources: list[Source]
    passed_over: list[Path]
    """Files left where they are: of unknown kinds, or not whole yet."""


def find(paths: Iterable[Path], suffixes: Collection[str]) -> Found:
    """
    The reports named by *paths*: a file as it is, a folder with everything below it whose suffix is among *suffixes*.

    Hidden files, unfinished ones, links, READMEs and sidecars in a folder are no reports. The order depends on names alone.

    Raises:
        UserError: A path does not exist, or a folder holds no report.
    """
    sources: dict[Path, Source] = {}
    passed_over: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UserError(
                f"{path}: no such file or folder. Check the spelling; without a path, `sasil ingest` takes the inbox."
            )
        if not path.is_dir():
            sources.setdefault(path.resolve(), Source(path, path.resolve()))
            continue
        inside = [
            file for file in _files_below(path) if not (_is_partial(file) or is_sidecar(file) or file.stem.lower() == "readme")
        ]
        reports = [file for file in inside if file.suffix.lower() in suffixes and not file.is_symlink()]
        if not reports:
            kinds = ", ".join(sorted(suffixes))
            raise UserError(
                f"{path}: no report in this folder. Reports end in {kinds}; {len(inside)} other files were passed over."
            )
        passed_over += [file for file in inside if file not in set(reports)]
        for file in reports:
            sources.setdefault(file.resolve(), Source(file, file.resolve()))
    return Found(sorted(sources.values(), key=_by_name), passed_over)


def claim(inbox: Path, claims: Path, run_id: str) -> Found:
    """
    Take every finished file of *inbox* into *claims*, and what an earlier run that was killed left there.

    A rename takes a file whole or not at all, so of two runs only one gets it. Links, pipes, devices, hidden and unfinished
    files stay. A sidecar is taken with its report and is no report itself; one without a report goes back when the run ends.
    """
    inbox.mkdir(parents=True, exist_ok=True)
    left_behind = [
        Source(file, _home(file, claims, inbox).absolute(), claimed=True) for file in _files_below(claims) if not is_sidecar(file)
    ]
    ready, passed_over = _finished(inbox)
    taken = []
    for file in ready:
        target = claims / run_id / file.relative_to(inbox)
        try:
            move(file, target)
        except FileNotFoundError:
            continue  # another run was faster, or its owner took it back
        if not is_sidecar(file):
            taken.append(Source(target, file.absolute(), claimed=True))
    return Found(sorted(left_behind + taken, key=_by_name), passed_over)


def give_back(claims: Path, inbox: Path) -> None:
    """Return to *inbox* what still waits in *claims*, where its name is free: the run that took it ends early."""
    for file in list(_files_below(claims)):
        home = _home(file, claims, inbox)
        if not home.exists():
            move(file, home)
            _drop_empty_folders(file.parent)


def _home(file: Path, claims: Path, inbox: Path) -> Path:
    """Where a claimed *file* stood in *inbox*."""
    _run_id, *place = file.relative_to(claims).parts
    return inbox.joinpath(*place)


def folders(source: Source, inbox: Path) -> tuple[str, ...]:
    """The folders of *inbox* that *source* was found in, outermost first; none for what was found elsewhere."""
    if not source.found_at.is_relative_to(inbox.absolute()):
        return ()
    return tuple(map(printable, source.found_at.relative_to(inbox.absolute()).parts[:-1]))


def digest(path: Path) -> str | None:
    """SHA-256 of the file's bytes, hex: its `doc_id`; None for what cannot be opened or is no file (a pipe would block)."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def archive(source: Source, doc_id: str, folder: Path, known: MutableMapping[str, list[Path]] | None = None) -> None:
    """
    Put a claimed file, loaded by now, at <year>/<doc_id prefix>_<name>; where its bytes are archived already, it goes.

    A file that is no longer what was loaded stays in the claims. *known* is `by_prefix` of *folder*, which is looked up once for many
    files and kept up to date here.
    """
    if not source.claimed or digest(source.path) != doc_id:  # its owner still writes it: it goes back to the inbox
        return
    prefix = f"{doc_id[:PREFIX_LENGTH]}_"
    known = by_prefix(folder) if known is None else known
    kept = next((file for file in known.get(doc_id[:PREFIX_LENGTH], ()) if digest(file) == doc_id), None)
    target = kept or folder / str(datetime.now(UTC).year) / f"{prefix}{_fitting(source.name, len(prefix) + len(SIDECAR_SUFFIX))}"
    _move_sidecar(source, target)
    if kept is not None:
        source.path.unlink()
    else:
        move(source.path, target)
        known.setdefault(doc_id[:PREFIX_LENGTH], []).append(target)
    _drop_empty_folders(source.path.parent)


def by_prefix(folder: Path) -> dict[str, list[Path]]:
    """The files of the archive by the beginning of their `doc_id`."""
    files: dict[str, list[Path]] = {}
    for file in archived(folder):
        files.setdefault(file.name[:PREFIX_LENGTH], []).append(file)
    return files


def quarantine(source: Source, doc_id: str | None, reason: str, folder: Path) -> None:
    """
    Put a file that cannot be read into *folder*, with *reason*, where it was found and its *doc_id* beside it.

    A file that was named on the command line is copied; one that cannot be opened leaves its reason alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / _quarantine_name(source.name, doc_id, folder)
    lines = [" ".join(reason.split()), ADVICE, str(source.found_at), doc_id or ""]
    _note_of(kept).write_text("\n".join(lines), encoding="utf-8")
    if source.claimed:
        _move_sidecar(source, kept)
        if source.path.exists():
            move(source.path, kept)
        _drop_empty_folders(source.path.parent)
    elif doc_id is not None:
        _copy(source.path, kept)


def release(taken: Collection[tuple[Source, str]], folder: Path) -> None:
    """
    End the refusal of what has been *taken* in after all, given with its doc_id.

    The same bytes leave quarantine; the file that another one has corrected, found in the same place, moves to
    `corrected` there.
    """
    doc_ids, places = {doc_id for _, doc_id in taken}, {str(source.found_at) for source, _ in taken}
    for note in _notes(folder):
        kept = note.with_name(note.name.removesuffix(REASON_SUFFIX))
        *_, place, doc_id = note.read_text(encoding="utf-8").split("\n")
        if doc_id in doc_ids:
            kept.unlink(missing_ok=True)
        elif place in places and kept.exists():
            move(kept, folder / "corrected" / kept.name)
        elif place not in places:
            continue
        note.unlink()


def take_back(folder: Path, inbox: Path, names: Collection[str], reason: str) -> list[str]:
    """Move files from quarantine to *inbox* again, where their name is free: those that *names* name, or all, with *reason* in theirs."""
    taken = []
    for note in _notes(folder):
        kept = note.with_name(note.name.removesuffix(REASON_SUFFIX))
        why, _, place, _ = note.read_text(encoding="utf-8").split("\n")
        home = inbox.joinpath(*folders(Source(kept, Path(place)), inbox), Path(place).name)
        if (not names or kept.name in names) and reason.casefold() in why.casefold() and kept.exists() and not home.exists():
            move(kept, home)
            note.unlink()
            taken.append(kept.name)
    return taken


def quarantined(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and reason of each file in quarantine, by name."""
    for note in _notes(folder):
        yield note.name.removesuffix(REASON_SUFFIX), note.read_text(encoding="utf-8").partition("\n")[0]


def waiting(inbox: Path) -> list[Path]:
    """The files that the next run would find in *inbox*, finished or not."""
    return [file for file in _files_below(inbox, []) if not _is_partial(file)]


def settled(inbox: Path) -> list[Path]:
    """The files of *inbox* that a run would take and that nobody has changed for a moment."""
    latest = time.time_ns() - SETTLED_AFTER_SECONDS * 1e9
    return [file for file in waiting(inbox) if (look := _look(file)) is not None and look[1] <= latest]


def oldest(files: Iterable[Path]) -> datetime:
    """When the file that was changed first among *files* was changed."""
    times = (file.lstat().st_mtime for file in files)
    return datetime.fromtimestamp(min(times), UTC)


def closed(inbox: Path) -> list[Path]:
    """The folders of *inbox* that may not be read, which a run passes over."""
    folders: list[Path] = []
    list(_files_below(inbox, folders))
    return folders


def archived(folder: Path) -> list[Path]:
    """The files in the archive."""
    return list(_files_below(folder))


def _finished(inbox: Path) -> tuple[list[Path], list[Path]]:
    """Files of *inbox* that can be taken, and those that are links, partial or still growing."""
    unreadable: list[Path] = []
    looks = {file: _look(file) for file in _files_below(inbox, unreadable)}
    ready = {file: look for file, look in looks.items() if look is not None and not _is_partial(file)}
    settled = time.time_ns() - SETTLED_AFTER_SECONDS * 1e9
    fresh = [file for file, (_, changed) in ready.items() if changed > settled]
    if fresh:
        time.sleep(SECOND_LOOK_SECONDS)
    growing = {file for file in fresh if _look(file) != ready[file]}
    taken = [file for file in ready if file not in growing]
    return taken, [*(file for file in looks if file not in set(taken)), *unreadable]


def _look(file: Path) -> tuple[int, int] | None:
    """Size and time of the last change (ns) of a regular file; None for a link, or where it has gone."""
    try:
        status = file.lstat()
    except FileNotFoundError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _files_below(folder: Path, unreadable: list[Path] | None = None) -> Iterator[Path]:
    """
    Files in *folder* and its folders, in the order of their names; hidden folders are left out.

    A folder that may not be read goes to *unreadable*; without that list it raises PermissionError.
    """

    def note(error: OSError) -> None:
        if unreadable is None or not isinstance(error, PermissionError):
            raise error
        unreadable.append(Path(error.filename))

    for parent, folders, files in os.walk(folder, onerror=note) if folder.is_dir() else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = (
            name for name in folders if Path(parent, name).is_symlink()
        )  # never followed, and told as the links to files are
        yield from (Path(parent, name) for name in sorted((*files, *links)))


def _is_partial(file: Path) -> bool:
    return file.name.startswith(PARTIAL_PREFIXES) or file.suffix.lower() in PARTIAL_SUFFIXES


def _by_name(source: Source) -> tuple[str, str]:
    return source.name, str(source.found_at)


def _notes(folder: Path) -> Sequence[Path]:
    return sorted(folder.glob(f"*{REASON_SUFFIX}"))


def _quarantine_name(name: str, doc_id: str | None, folder: Path) -> str:
    """*name*, or *name* with a mark before its suffix where another file has that name in *folder*."""
    marks = ("", *((f".{doc_id[:PREFIX_LENGTH]}",) if doc_id else (f".{number}" for number in range(2, 1_000_000))))
    for mark in marks:
        shorter = _fitting(name, len(REASON_SUFFIX) + len(mark))
        suffix = _suffix(shorter)
        marked = folder / f"{shorter.removesuffix(suffix)}{mark}{suffix}"
        note = _note_of(marked)
        if not marked.exists() and not note.exists():
            break
        if doc_id and note.exists() and _noted_doc_id(note) == doc_id:
            break
    return marked.name


def _note_of(kept: Path) -> Path:
    return kept.with_name(kept.name + REASON_SUFFIX)


def _noted_doc_id(note: Path) -> str:
    return note.read_text(encoding="utf-8").rpartition("\n")[2]


def _fitting(name: str, room: int) -> str:
    """*name*, its stem cut so that *room* more bytes fit into a file name."""
    suffix = _suffix(name)
    stem = name.removesuffix(suffix).encode()[: LONGEST_NAME - room - len(suffix.encode())]
    return stem.decode(errors="ignore") + suffix


def _suffix(name: str) -> str:
    """The suffix of *name*; what follows a point in a sentence that serves as a name is none."""
    suffix = Path(name).suffix
    return suffix if len(suffix) <= LONGEST_SUFFIX else ""


def move(file: Path, target: Path) -> None:
    """Rename *file* to *target*; across file systems, copy it whole before it is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(file, target)
        file.unlink()


def _move_sidecar(source: Source, target: Path) -> None:
    """Put the sidecar of a claimed file beside *target*, where the file itself goes."""
    if sidecar := sidecar_of(source.path):
        move(sidecar, target.with_name(target.name + SIDECAR_SUFFIX))


def _copy(file: Path, target: Path) -> None:
    """Copy *file* so that *target* appears whole or not at all."""
    unfinished = target.with_name(f".{os.getpid()}.part")
    shutil.copyfile(file, unfinished)
    with unfinished.open("rb") as copied:
        os.fsync(copied.fileno())
    unfinished.replace(target)


def _drop_empty_folders(folder: Path) -> None:
    """Remove the folder of a claim once its last file has left, and the folders above it up to `claims`."""
    while folder.name != "claims" and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
