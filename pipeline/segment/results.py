"""
The form of preliminary results, however a converter broke it: `당기실적 전기실적 전기대비 증감율(%) …`, and rows of 당해실적 and 누계실적.

The form has the same columns in the same order: what is reported, and behind each level that it is held against the rate and, in newer forms,
whether a loss became a profit. How many numbers a row has tells which of them are there; the rates of the rows bear it out. Lines that
broke heads and rows, pipes, and labels set between the lines of their two rows are then no matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.segment.flat import LONGEST_LABEL, VALUE, WORDS, Flat
from pipeline.segment.forms import DASH
from pipeline.segment.lines import Line

FEWEST_ROWS = 2
MOST_HEAD_LINES, MOST_LINES = 24, 400
_PLAIN = re.compile(r"[+\-−△▲▼]?\s?\d[\d,]*(?:\.\d+)?|\(\d[\d,]*(?:\.\d+)?\)")
_OFF, _HUNDRED = Decimal("1.0"), Decimal(100)
"""What a rate may be off, in percent of what it is reckoned from: levels in 조원 are rounded to two decimals."""

_BEGINS = re.compile(r"\|?\s*(?:구\s?분|당기\s?실적)")
_TURN = re.compile(r"(?:당해|누계)\s?실적")
_UNIT = r"[(\[<]\s?단위\s?[:：][^()\[\]<>|]{1,24}[)\]>]"
_HEADS = re.compile(
    r"(?P<level>당기\s?실적|전기\s?실적|전년\s?동기\s?실적)|(?P<compared>(?:전기|전년\s?동기)\s?대비(?:\s?증감[율률액]\s?(?:\(%\))?)?)"
    r"|(?P<changed>흑자\s?적자\s?전환\s?여부)|(?P<rate>증감[율률]\s?(?:\(%\))?)|(?P<note>\(\s?(?:['’‘]?\d{2}|\d{4})[^()]{1,24}\))"
    rf"|(?P<corner>구\s?분(?:\s?{_UNIT})?|{_UNIT}|단위\s?[:：]\s?\S{{1,12}}(?:, ?\S{{1,6}})?)|(?P<rest>\(\s?-?\s?\))"
)
_DECLARES = re.compile(r"[^|]{0,60}\|[^|]{0,60}단위\s?[:：][^|]{1,40}\|?|\|[^|]{1,60}\|[^|]{0,60}단위\s?[:：][^|]{1,40}\|?")
_MINUS, _FIRST = "-", "당"
_UPPER = frozenset({"level", "compared"})
_WITHIN = re.compile(r"(?<=\S)\s+(?=구\s?분\s+당기\s?실적)")
"""Where the form begins in a line that holds more."""


class _Word(NamedTuple):
    text: str
    line: int
    last: bool
    """Whether it ends its line."""


def results_tables(lines: Sequence[Line]) -> Iterator[Flat]:
    """The forms among *lines*, in order."""
    at = 0
    while at < len(lines):
        found = _results(lines, at) if _BEGINS.match(lines[at].raw) else None
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def parted(raw: str) -> list[str]:
    """A line that holds the form, cut before it and behind its last number; empty for any other line."""
    turns = list(_TURN.finditer(raw)) if "당기" in raw else []
    if not turns or not _BEGINS.match(parts := _WITHIN.split(raw, maxsplit=1)[-1]):
        return []
    end = turns[-1].end()
    for word in WORDS.finditer(raw, end):
        if not VALUE.fullmatch(word[0]):
            break
        end = word.end()
    start = len(raw) - len(parts)
    return [piece for piece in (raw[:start].strip(), raw[start:end].strip(), raw[end:].strip()) if piece]


def _results(lines: Sequence[Line], at: int) -> Flat | None:
    body = next((n for n in range(at, min(len(lines), at + MOST_HEAD_LINES)) if _TURN.search(lines[n].raw)), None)
    heads = _told(lines, at, body) if body is not None else None
    if body is None or heads is None:
        return None
    runs = list(_runs(lines, body, heads.label))
    counts = Counter(len(run.values) for run in runs)
    count = next((count for count, _ in counts.most_common() if heads.fits(count)), 0)
    rows = list(_rows(runs, count)) if count else []
    turned = sum(bool(run.turn) for run in runs)
    if (
        len(rows) < max(FEWEST_ROWS, turned)
        or not rows[-1].end.last
        or not _borne_out([row.cells[2:] for row in rows], heads.step(count))
    ):
        return None
    start = at - 1 if at and not lines[at].gap and _DECLARES.fullmatch(lines[at - 1].raw) else at
    above = [[lines[start].text.replace("|", " ").strip(), *[""] * (count + 1)]] if start < at else []
    return Flat(start, rows[-1].end.line + 1, [*above, *heads.over(count), *(row.cells for row in rows)])


class _Run(NamedTuple):
    label: list[str]
    turn: str
    """당해실적 or 누계실적; empty before the first."""
    values: list[_Word]


class _Row(NamedTuple):
    cells: list[str]
    end: _Word
    """Its last number."""


class _Heads(NamedTuple):
    corner: str
    upper: list[tuple[str, int, str]]
    """The kind of each head, its place among those of its kind, and its text: levels, and what they are compared with."""
    lower: list[tuple[str, int, str]]
    """The periods in brackets, the rates and the turns that stand behind all of those."""
    label: str
    """What stands behind the heads: the beginning of the first label."""

    @property
    def compared(self) -> int:
        """How many levels another one is held against."""
        return sum(kind == "compared" for kind, _, _ in self.upper)

    def step(self, count: int) -> int:
        """How many columns each of them has: with its rate 2, and with whether a loss became a profit 3."""
        return (count - 1) // self.compared

    def fits(self, count: int) -> bool:
        return count > 1 and (count - 1) % self.compared == 0 and self.step(count) in (2, 3)

    def over(self, count: int) -> list[list[str]]:
        """The rows of heads, in the order in which they stand; below two columns of labels the corner."""
        rows = [self._laid(heads, count) for heads in (self.upper, self.lower) if heads]
        return [[self.corner if number == 0 else "", "", *row] for number, row in enumerate(rows)]

    def _laid(self, heads: Sequence[tuple[str, int, str]], count: int) -> list[str]:
        row, step = [""] * count, self.step(count)
        for kind, place, text in heads:
            column = (
                (place - 1) * step + 1
                if kind in ("level", "note") and place
                else place * step + 2
                if kind not in ("level", "note")
                else 0
            )
            column += kind == "changed" and step > 2
            row[column] = f"{row[column]} {text}".strip()
        return row


def _told(lines: Sequence[Line], at: int, body: int) -> _Heads | None:
    """The heads that stand from line *at* up to the first 당해실적, in line *body*; None where other words stand among them."""
    first = _TURN.search(lines[body].raw)
    words = [*(line.raw for line in lines[at:body]), lines[body].raw[: first.start() if first else 0]]
    text = " ".join(" ".join(words).replace("|", " ").split())
    found = list(_HEADS.finditer(text))
    gaps = [text[a.end() : b.start()].strip() for a, b in pairwise(found)]
    if not found or text[: found[0].start()].strip() or any(gaps):
        return None
    seen: Counter[str] = Counter()
    heads: list[tuple[str, int, str]] = []
    for match in found:
        kind = match.lastgroup or ""
        if kind not in ("corner", "rest"):
            heads.append((kind, seen[kind], match[0]))
            seen[kind] += 1
    names = ["".join(name.split()).removesuffix("실적") for kind, _, name in heads if kind == "level"]
    against = ["".join(name.split()).partition("대비")[0] for kind, _, name in heads if kind == "compared"]
    if len(against) not in (1, 2) or names != ["당기", *against]:
        return None
    fitting = {
        "note": seen["note"] == len(names),
        "rate": seen["rate"] == len(against),
        "changed": seen["changed"] == len(against),
    }
    kept = [head for head in heads if fitting.get(head[0], True)]
    last = max(at for at, head in enumerate(kept) if head[0] in _UPPER)
    apart = all(head[0] in _UPPER for head in kept[:last]) and not all(head[0] == "note" for head in kept[last + 1 :])
    split = last + 1 if apart else len(kept)
    corner = " ".join(match[0] for match in found if match.lastgroup == "corner")
    label = text[found[-1].end() :].strip()
    return _Heads(corner, kept[:split], kept[split:], label)


def _runs(lines: Sequence[Line], body: int, label: str) -> Iterator[_Run]:
    """
    Each 당해실적 and 누계실적 with the words before it and the numbers behind it, and each row without one, up to where words are none of a
    label.
    """
    run = _Run(label.split(), "", [])
    for word in _words(lines, body):
        turns, value = _TURN.fullmatch(word.text) is not None, VALUE.fullmatch(word.text) is not None
        if not value and (run.values or (turns and run.turn)):
            yield run
            run = _Run([], "", [])
        if turns:
            run = run._replace(turn=word.text)
        elif value and (run.turn or run.label):
            run.values.append(word)
        elif value or run.turn or len(" ".join(run.label)) > LONGEST_LABEL:
            break
        else:
            run.label.append(word.text)
    if run.values or run.turn:
        yield run


def _words(lines: Sequence[Line], body: int) -> Iterator[_Word]:
    """The words from the first 당해실적 on; an empty cell behind one is a dash."""
    first = _TURN.search(lines[body].raw)
    for number in range(body, min(len(lines), body + MOST_LINES)):
        line = lines[number]
        if number > body and (line.gap > 1 or line.heading):
            return
        raw = line.raw[first.start() :] if first and number == body else line.raw
        if line.sign is not None and line.sign.rank == DASH and line.sign.dropped:
            raw = f"{_MINUS} {raw}"
        cells = [cell.strip() for cell in raw.strip().removeprefix("|").removesuffix("|").split("|")]
        turned = next((at for at, cell in enumerate(cells) if _TURN.fullmatch(cell)), len(cells))
        words = [word for at, cell in enumerate(cells) for word in (WORDS.findall(cell) or [_MINUS] * (at > turned))]
        yield from (_Word(word, number, at == len(words)) for at, word in enumerate(words, 1))


def _rows(runs: Sequence[_Run], count: int) -> Iterator[_Row]:
    """
    The rows of *count* numbers up to the first row of another count. A label may stand between 당해실적 and 누계실적, or part of it: it is that
    of both.
    """
    named = [run.label for run in runs if run.turn[:1] == _FIRST]
    for at, run in enumerate(runs):
        first = run.turn[:1] == _FIRST
        after = runs[at + 1] if first and at + 1 < len(runs) and runs[at + 1].turn[:1] not in ("", _FIRST) else None
        more = after.label if after is not None and after.label not in named else []
        label = [*run.label, *more] if first or not run.turn or run.label in named else []
        whole = len(run.values) == count or (len(run.values) > count and run.values[count - 1].last)
        if not whole or (first and not label):
            return
        yield _Row([" ".join(label), run.turn, *(value.text for value in run.values[:count])], run.values[count - 1])
        if len(run.values) > count:
            return


def _borne_out(rows: Sequence[Sequence[str]], step: int) -> bool:
    """Whether the rates follow from the levels, but for a few."""
    kept = broken = 0
    for row in rows:
        now, *others = [_number(cell) for cell in row]
        for was, rate in zip(others[::step], others[1::step], strict=False):
            if now is None or was is None or rate is None or min(now, was) <= 0:
                continue
            fits = abs((now / was - 1) * _HUNDRED - rate) <= max(_OFF, abs(rate) / _HUNDRED)
            kept, broken = kept + fits, broken + (not fits)
    return broken * 2 <= kept


def _number(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text) is None:
        return None
    digits = Decimal(text.strip("()+-−△▲▼ ").replace(",", ""))
    return -digits if text[0] in "(-−△▼" else digits
