"""How many steps a pattern takes that gives characters back: what `re` does, done slowly and counted, so that no clock is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]
CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
SINGLE = frozenset({sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN})


class TooManyStepsError(Exception):
    """More than were allowed."""


class Steps:
    """A pattern that is held against texts; each look at a character is a step."""

    def __init__(self, pattern: str, most: int) -> None:
        """*most* is how many steps a text may take."""
        parsed = _parser.parse(pattern)
        self.nodes, self.flags, self.most = list(parsed), parsed.state.flags, most
        self.taken = 0
        self.text = ""

    def fullmatch(self, text: str) -> bool:
        """Whether the pattern matches the whole *text*. Raises TooManyStepsError."""
        self.text, self.taken = text, 0
        return any(end == len(text) for end in self._ends(self.nodes, 0))

    def _ends(self, nodes: Sequence[Node], at: int) -> Iterator[int]:
        """Where *nodes* may end that begin at *at*, in the order in which `re` tries it."""
        if not nodes:
            yield at
            return
        for middle in self._ends_of(nodes[0], at):
            yield from self._ends(nodes[1:], middle)

    def _ends_of(self, node: Node, at: int) -> Iterator[int]:
        kind, what = node
        if kind in SINGLE:
            yield from (at + 1,) if self._fits(node, at) else ()
        elif kind is sre.SUBPATTERN:
            yield from self._ends(what[3], at)
        elif kind is sre.BRANCH:
            for branch in what[1]:
                yield from self._ends(branch, at)
        elif kind is sre.ATOMIC_GROUP:
            yield from self._first(self._ends(what, at))
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            ends = self._repeated(what, at, lazy=kind is sre.MIN_REPEAT)
            yield from self._first(ends) if kind is sre.POSSESSIVE_REPEAT else ends
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from (at,) if self._stands(what, at) is (kind is sre.ASSERT) else ()
        elif kind is sre.AT:
            ends_here = {sre.AT_BEGINNING: at == 0, sre.AT_BEGINNING_STRING: at == 0, sre.AT_END_STRING: at == len(self.text)}
            yield from (at,) if ends_here.get(what, at == len(self.text)) else ()
        else:
            raise NotImplementedError(str(kind))

    def _stands(self, what: tuple[int, Sequence[Node]], at: int) -> bool:
        direction, nodes = what
        if direction > 0:
            return next(self._ends(nodes, at), None) is not None
        return any(at in self._ends(nodes, start) for start in range(at + 1))

    @staticmethod
    def _first(ends: Iterator[int]) -> Iterator[int]:
        yield from (end for end, _ in zip(ends, (None,), strict=False))

    def _repeated(self, what: tuple[int, Any, Sequence[Node]], at: int, *, lazy: bool) -> Iterator[int]:
        low, high, body = what
        if len(body) == 1 and body[0][0] in SINGLE:
            yield from self._run(body[0], low, high, at, lazy=lazy)
            return
        if lazy and not low:
            yield at
        if high:
            rest = (max(low - 1, 0), high if high is sre.MAXREPEAT else high - 1, body)
            for end in self._ends(body, at):
                if end > at:
                    yield from self._repeated(rest, end, lazy=lazy)
        if not lazy and not low:
            yield at

    def _run(self, node: Node, low: int, high: Any, at: int, *, lazy: bool) -> Iterator[int]:
        """One character again and again, which needs no recursion."""
        end = at
        limit = len(self.text) if high is sre.MAXREPEAT else min(len(self.text), at + int(high))
        if lazy:
            while True:
                if end >= at + low:
                    yield end
                if end >= limit or not self._fits(node, end):
                    return
                end += 1
        while end < limit and self._fits(node, end):
            end += 1
        yield from range(end, at + low - 1, -1)

    def _fits(self, node: Node, at: int) -> bool:
        self.taken += 1
        if self.taken > self.most:
            raise TooManyStepsError
        return at < len(self.text) and _test(node, self.flags)(self.text[at])


def _test(node: Node, flags: int, known: dict[str, Callable[[str], bool]] = {}) -> Callable[[str], bool]:  # noqa: B006 - a memory
    key = f"{flags} {node}"
    if key not in known:
        compiled = re.compile(_class(node), flags & ~re.UNICODE)
        known[key] = lambda sign: compiled.fullmatch(sign) is not None
    return known[key]


def _class(node: Node) -> str:
    """A node for one character as a pattern."""
    kind, what = node
    if kind is sre.ANY:
        return "."
    if kind is sre.LITERAL:
        return re.escape(chr(what))
    if kind is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(what))}]"
    negated = what[0][0] is sre.NEGATE
    return f"[{'^' * negated}{''.join(_member(member) for member in what[negated:])}]"


def _member(member: Node) -> str:
    kind, what = member
    if kind is sre.RANGE:
        return f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}"
    return CATEGORIES[what] if kind is sre.CATEGORY else re.escape(chr(what))
