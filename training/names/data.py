"""What the tagger learns from: KLUE and KoNNE as JSON lines, and the sentences of corpus/.

The two public sets follow guidelines of their own; `as_sasil` carries over only what means the same in RECORDS' labels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.model.biluo import Labelled

KLUE = ("PS", "LC", "OG", "DT", "QT", "TI")
SASIL = ("ORG", "PERSON", "LOC", "PRODUCT", "EVENT", "POLICY", "TICKER")
HEADS: Mapping[str, tuple[str, ...]] = {"klue": KLUE, "sasil": SASIL}
CORPUS = Path(__file__).parent / "corpus"

UNKNOWN = ""
"""The label of a stretch that may or may not be a name: it teaches nothing."""

_SAME = {"PS": "PERSON", "LC": "LOC", "OG": "ORG"}
_NAMED_PRODUCTS = ("AFW_", "AF_TRANSPORT", "AF_WEAPON", "TMI_HW", "TMI_SW", "TMI_SERVICE", "TMI_MODEL", "TMI_SITE")
_WORKS = (
    "AFA_",
    "AF_BUILDING",
    "AF_ROAD",
    "AF_CULTURAL_ASSET",
    "TMI_PROJECT",
    "CV_PRIZE",
    "CV_FUNDS",
    "CV_LAW",
    "CV_POLICY",
    "CV_TAX",
)
_INLINE = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its names, in characters."""

    text: str
    names: tuple[Labelled, ...]
    """In the labels of the set it comes from."""
    fine: tuple[Labelled, ...] = ()
    """KoNNE's nested classes."""


class CorpusError(ValueError):
    """A line of the corpus that cannot be read: file, line, and what is wrong."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        self.file, self.line, self.reason = file, line, reason

    def __str__(self) -> str:
        return f"corpus/{self.file}, line {self.line}: {self.reason}"


def read_klue(path: Path) -> list[Sentence]:
    """Sentences with KLUE's labels; where KoNNE's classes are given, they are in `fine`."""
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [Sentence(row["text"], _labelled(row["ents"]), _labelled(row.get("fine", ()))) for row in rows]


def read_silver(path: Path) -> list[Sentence]:
    """Sentences that have KoNNE's classes alone, projected onto them."""
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [Sentence(row["text"], (), _labelled(row["ents"])) for row in rows]


def read_corpus(folder: Path = CORPUS) -> list[Sentence]:
    """The business sentences, `[삼성전자|ORG]는` inline; blank lines and lines that begin with # are none."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                found.append(parse_line(line, path.name, number))
    return found


def parse_line(line: str, file: str = "", number: int = 0) -> Sentence:
    """One line of the corpus. Raises `CorpusError` for a label that is none of ours."""
    text: list[str] = []
    names = []
    at = length = 0
    for match in _INLINE.finditer(line):
        surface, label = match.groups()
        if label not in SASIL:
            raise CorpusError(file, number, f"{label} is none of {', '.join(SASIL)}")
        text += line[at : match.start()], surface
        length += match.start() - at
        names.append(Labelled(length, length + len(surface), label))
        length += len(surface)
        at = match.end()
    return Sentence("".join([*text, line[at:]]), tuple(names))


def as_sasil(klue: Iterable[Labelled], fine: Iterable[Labelled], proper: Iterable[tuple[int, int]]) -> list[Labelled]:
    """
    KLUE's names in Sasil's labels, helped by KoNNE's classes; *proper* are the proper nouns and foreign words of the text.

    A country stays a place where KLUE has it act as a body. A product or an event that holds a proper noun is a name; without
    one it is a generic noun, or is not: unknown. Works, buildings, laws and the like are unknown altogether.
    """
    fine = sorted(fine, key=lambda name: name.start - name.end)
    places = {(name.start, name.end) for name in fine if name.label.startswith(("LCP_", "LCG_"))}
    found = [
        name._replace(label="LOC" if (name.start, name.end) in places else _SAME[name.label])
        for name in klue
        if name.label in _SAME
    ]
    proper = list(proper)
    for name in fine:
        label = _label_of(name, proper)
        if label is not None and not any(name.start < other.end and other.start < name.end for other in found):
            found.append(name._replace(label=label))
    return found


def _label_of(name: Labelled, proper: list[tuple[int, int]]) -> str | None:
    """Sasil's label of a KoNNE class, `UNKNOWN` where that is not known, None where it is outside."""
    named = any(name.start <= start and end <= name.end for start, end in proper)
    if name.label.startswith(_NAMED_PRODUCTS):
        return "PRODUCT" if named else UNKNOWN
    if name.label.startswith("EV_"):
        return "EVENT" if named else UNKNOWN
    return UNKNOWN if name.label.startswith(_WORKS) else None


def _labelled(rows: Iterable[tuple[int, int, str]]) -> tuple[Labelled, ...]:
    return tuple(Labelled(*row) for row in rows)
