"""Kinds of fault that people report of tools like this one: tables of texts with what must be read of them, and what must not.

A section of `faults/*.txt` begins with `== kind`, perhaps followed by a frame whose `{}` each line fills, closed by `--`. A line is
`text => expectation; expectation`, with `\\n` for a line break. An expectation is `record field=value field=value`; with `!` before
it no record may be so, and without fields there may be none at all. `days=FIRST..LAST` stands for both ends of a period.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import extract

PUBLISHED = date(2025, 12, 1)
RECORDS = {"figure": "figures", "time": "time_expressions", "name": "mentions", "event": "events"}
DAYS = {"figure": ("period_start", "period_end"), "time": ("start_on", "end_on"), "event": ("start_on", "end_on")}
SHORT = {"v": "value", "hi": "value_high", "u": "unit", "t": "text", "m": "measure", "type": "event_type", "id": "entity_id"}


OPEN = {
    "지난해 도매 및 소매업 취업자는 3만명 줄었다.": (
        "chosen by the networks, which take the trade alone, without the people who work in it, for whose a count of them is"
    ),
}
"""Texts that no rule settles yet, and why they are not read right."""


class Expected(NamedTuple):
    absent: bool
    record: str
    fields: dict[str, str | None]


class Case(NamedTuple):
    kind: str
    text: str
    expected: list[Expected]


def cases():
    for path in sorted((Path(__file__).parent / "faults").glob("*.txt")):
        for section in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            kind, _, body = section.partition("\n")
            frame, _, lines = body.rpartition("--\n") if "\n--\n" in body else ("{}", "", body)
            for line in lines.splitlines():
                if line and not line.startswith("#"):
                    text, _, wanted = line.rpartition(" => ")
                    yield Case(
                        kind, frame.replace("{}", text.replace("\\n", "\n")), [expected(part) for part in wanted.split("; ")]
                    )


def expected(words):
    record, _, rest = words.removeprefix("!").partition(" ")
    fields = {}
    for part in re.split(r" (?=\w+=)", rest) if rest else ():
        name, _, value = part.partition("=")
        if name == "days":
            first, _, last = value.partition("..")
            fields |= dict(zip(DAYS[record], (first, last or first), strict=True))
        else:
            fields[SHORT.get(name, name)] = None if value == "None" else value
    return Expected(words.startswith("!"), record, fields)


def is_same(said, wanted):
    if wanted is None or said is None or isinstance(said, bool):
        return str(said) == str(wanted)
    try:
        return abs(Decimal(str(said)) - Decimal(wanted)) <= abs(Decimal(wanted)) * Decimal("1e-9")
    except InvalidOperation:
        return str(said) == wanted


def wrong(case):
    report = extract(case.text, published_on=PUBLISHED)
    for absent, record, fields in case.expected:
        found = [row.model_dump(mode="json") for row in getattr(report, RECORDS[record])]
        if any(all(is_same(row[name], value) for name, value in fields.items()) for row in found) == absent:
            shown = {name for row in case.expected for name in row.fields} | {"text"}
            yield (absent, record, fields), [{name: row[name] for name in shown if name in row} for row in found]


def marked(case):
    marks = [pytest.mark.xfail(strict=True, reason=OPEN[case.text])] if case.text in OPEN else []
    return pytest.param(case, marks=marks, id=f"{case.kind}: {case.text[-60:]}")


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_what_people_report_is_read_right(case):
    assert list(wrong(case)) == []
