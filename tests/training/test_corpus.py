"""The training sentences are well formed, whoever reads them: these checks share no code with the parser of the trainer."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "training" / "names" / "corpus"
FILES = sorted(CORPUS.glob("*.txt"))
LABELS = {"ORG", "PERSON", "LOC", "PRODUCT", "EVENT", "POLICY", "TICKER"}


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def split_at_brackets(line: str) -> tuple[list[str], list[str]]:
    """The pieces of *line* outside and inside of its brackets; a piece outside with a stray `]` keeps it."""
    head, *rest = line.split("[")
    inside, outside = [], [head]
    for piece in rest:
        name, closed, after = piece.partition("]")
        inside.append(name if closed else piece + "[")
        outside.append(after)
    return outside, inside


def names_of(line: str) -> list[tuple[str, str]]:
    """The (surface, label) pairs of a line."""
    pairs = [inside.rpartition("|") for inside in split_at_brackets(line)[1]]
    return [(surface, label) for surface, _, label in pairs]


def words_of(line: str) -> str:
    """*line* without its marks."""
    outside, inside = split_at_brackets(line)
    return outside[0] + "".join(piece.rpartition("|")[0] + after for piece, after in zip(inside, outside[1:], strict=True))


def faults_of(line: str) -> list[str]:
    """What is wrong with the markup of *line*, in words."""
    outside, inside = split_at_brackets(line)
    faults = [f"stray mark outside of a name: {piece!r}" for piece in outside if set(piece) & set("]|")]
    for piece in inside:
        surface, _, label = piece.partition("|")
        if "[" in piece:
            faults.append(f"open bracket: {piece!r}")
        elif label not in LABELS:
            faults.append(f"unknown label: {piece!r}")
        elif not surface or surface != surface.strip():
            faults.append(f"white space at the edge of a name, or no name: {piece!r}")
    if not line.strip() or line != line.strip():
        faults.append(f"blank line, or white space at its edge: {line!r}")
    if line != unicodedata.normalize("NFC", line):
        faults.append(f"not NFC: {line!r}")
    return faults


BROKEN = [
    "[한빛제약|ORG은 연구소를 세웠다.",
    "한빛제약|ORG]은 연구소를 세웠다.",
    "[한빛제약]은 연구소를 세웠다.",
    "[한빛제약|COMPANY]은 연구소를 세웠다.",
    "[한빛제약 |ORG]은 연구소를 세웠다.",
    "[[한빛제약|ORG]|ORG]은 연구소를 세웠다.",
    "[|ORG]은 연구소를 세웠다.",
    "매출 | 이익",
    "",
]


@pytest.mark.parametrize("line", BROKEN)
def test_broken_markup_is_noticed(line):
    assert faults_of(line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_well_formed(path):
    faults = [f"{path.name}:{number}: {fault}" for number, line in enumerate(lines_of(path), 1) for fault in faults_of(line)]

    assert faults == []


def test_no_sentence_stands_twice():
    """Marks set aside: the same words with other marks would teach both."""
    seen = Counter(words_of(line) for path in FILES for line in lines_of(path))

    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_the_corpus_is_large_and_knows_every_label():
    lines = [line for path in FILES for line in lines_of(path)]
    seen = Counter(label for line in lines for _, label in names_of(line))

    assert len(lines) >= 1500
    assert {label for label in LABELS if seen[label] >= 50} == LABELS


def test_a_fifth_or_so_of_the_sentences_hold_no_name():
    lines = [line for path in FILES for line in lines_of(path)]

    assert 0.12 <= sum(not names_of(line) for line in lines) / len(lines) <= 0.3
