"""Where the characters of a raw text stand in the text of the pipeline, which drops markup and repairs line breaks."""

from __future__ import annotations

from typing import NamedTuple


class _Run(NamedTuple):
    """Characters that both texts share, and the run before it."""

    left: int
    right: int
    size: int
    before: _Run | None


def align(raw: str, text: str) -> dict[int, int]:
    """Offsets in *raw* → offsets in *text*, white space aside; a character that was dropped stands nowhere, a replaced one where the other is."""
    here, there = ([i for i, c in enumerate(words) if not c.isspace()] for words in (raw, text))
    places: dict[int, int] = {}
    left = right = 0
    ending = (len(here), len(there), 0)
    for start, other, size in [*_runs([raw[i] for i in here], [text[i] for i in there]), ending]:
        for a, b in [*zip(range(left, start), range(right, other), strict=False), *((start + i, other + i) for i in range(size))]:
            places[here[a]] = there[b]
        left, right = start + size, other + size
    return places


def _runs(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """
    The runs that *a* and *b* share on a shortest way from one to the other: (start in a, start in b, length).

    Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986): time grows with the length times what differs.
    """
    goal = len(a) - len(b)
    frontier: dict[int, tuple[int, _Run | None]] = {1: (0, None)}
    for steps in range(len(a) + len(b) + 1):
        for diagonal in range(-steps, steps + 1, 2):
            down = diagonal == -steps or (diagonal != steps and frontier[diagonal - 1][0] < frontier[diagonal + 1][0])
            at, run = frontier[diagonal + 1] if down else (frontier[diagonal - 1][0] + 1, frontier[diagonal - 1][1])
            start = at
            while at < len(a) and at - diagonal < len(b) and a[at] == b[at - diagonal]:
                at += 1
            if at > start:
                run = _Run(start, start - diagonal, at - start, run)
            frontier[diagonal] = (at, run)
            if diagonal == goal and at >= len(a):
                return _unwound(run)
    return []


def _unwound(run: _Run | None) -> list[tuple[int, int, int]]:
    found = []
    while run is not None:
        found.append((run.left, run.right, run.size))
        run = run.before
    return found[::-1]
