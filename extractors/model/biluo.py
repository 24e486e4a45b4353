"""BILUO tags: names as one tag a token, and the best sequence of tags that can be names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MISSING = -1
"""The tag of a token of which nothing is known; it teaches nothing."""
OUTSIDE = 0
_FORBIDDEN = -1e6


class Labelled(NamedTuple):
    """A labelled stretch; *start* and *end* count characters of a text, or tokens of a document, as its maker says."""

    start: int
    end: int
    label: str


class TagSet:
    """The tags of some labels: O, then B, I, L and U of each label in order."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.tags = ("O", *(f"{part}-{label}" for label in labels for part in "BILU"))
        self._open = np.array([tag[0] in "BI" for tag in self.tags])
        self._follows = np.array([tag[0] in "IL" for tag in self.tags])
        self._allowed = np.zeros((len(self.tags), len(self.tags)), "f4")
        for i, before in enumerate(self.tags):
            for j, tag in enumerate(self.tags):
                same_name = before[2:] == tag[2:] and before[0] in "BI"
                if same_name != (tag[0] in "IL") or (before[0] in "BI" and not same_name):
                    self._allowed[i, j] = _FORBIDDEN

    def __len__(self) -> int:
        return len(self.tags)

    def encode(self, names: Iterable[Labelled], starts: Sequence[int], ends: Sequence[int], *, default: int = OUTSIDE) -> Ints:
        """
        One tag for each token from *starts* to *ends*, both in characters.

        Where a name begins or ends inside a token, or has the label "" (nobody knows which), its tokens are `MISSING`.
        """
        tags = np.full(len(starts), default, "i8")
        first_at = {start: index for index, start in enumerate(starts)}
        last_at = {end: index for index, end in enumerate(ends)}
        for name in names:
            first, last = first_at.get(name.start), last_at.get(name.end)
            if not name.label or first is None or last is None:
                touched = [
                    i for i, (start, end) in enumerate(zip(starts, ends, strict=True)) if start < name.end and end > name.start
                ]
                tags[touched] = MISSING
                continue
            at = 1 + 4 * self.labels.index(name.label)
            tags[first : last + 1] = at + 1
            tags[first], tags[last] = (at, at + 2) if first != last else (at + 3, at + 3)
        return tags

    def decode(self, scores: Floats, lengths: Sequence[int]) -> Ints:
        """
        The best possible tags: those with the highest sum of scores among the sequences that can be names.

        *scores*: log probabilities, or scores that differ from them by a constant a token; tokens x tags, sentence after
        sentence. *lengths*: tokens of each sentence. Where the best tag of each token makes a possible sequence, nothing can
        be better; Viterbi's algorithm decides the other sentences.
        """
        tags = scores.argmax(axis=1) if len(scores) else np.zeros(0, "i8")
        ends = np.cumsum(lengths, dtype="i8")
        wrong = self._impossible(tags, ends)
        if len(wrong):
            sizes = np.array(lengths, "i8")[wrong]
            tokens = np.concatenate([np.arange(end - size, end) for end, size in zip(ends[wrong], sizes, strict=True)])
            tags[tokens] = self._best_path(scores[tokens], sizes.tolist())
        return tags

    def _impossible(self, tags: Ints, ends: Ints) -> Ints:
        """The sentences, given where they end, whose *tags* follow one another as no names can."""
        after = np.append(tags[1:], OUTSIDE)
        last = ends[np.diff(ends, prepend=0) > 0] - 1
        after[last] = OUTSIDE
        broken = np.flatnonzero(self._allowed[tags, after] < 0)
        first = tags[[0, *(last[:-1] + 1)]] if len(tags) else tags
        opening = np.append(0, last + 1)[:-1][self._follows[first]]
        return np.unique(np.searchsorted(ends, np.append(broken, opening), side="right"))

    def _best_path(self, scores: Floats, lengths: Sequence[int]) -> Ints:
        """The best possible tags by Viterbi's algorithm, over all sentences at once.

        *scores*: log probabilities, tokens x tags, sentence after sentence; *lengths*: tokens of each sentence.
        """
        order = sorted((i for i, length in enumerate(lengths) if length), key=lambda i: -lengths[i])
        if not order:
            return np.zeros(len(scores), "i8")
        begins = np.concatenate([[0], np.cumsum(lengths)])[order].astype("i8")
        sizes = np.array([lengths[i] for i in order], "i8")
        tags = np.zeros(len(scores), "i8")
        best = scores[begins] + np.where(self._follows, _FORBIDDEN, 0).astype("f4")
        back: list[Ints] = []
        rows = np.arange(len(order))
        before = np.ascontiguousarray(self._allowed.T)
        for step, going in enumerate((sizes[:, None] > np.arange(1, sizes[0])).sum(axis=0).tolist(), start=1):
            back.append((best[:going, None] + before).argmax(axis=2))
            best[:going] = best[rows[:going, None], back[-1]] + scores[begins[:going] + step]
        last = (best + np.where(self._open, _FORBIDDEN, 0)).argmax(axis=1)
        for step in range(len(back), 0, -1):
            going = len(back[step - 1])
            tags[begins[:going] + step] = last[:going]
            last[:going] = back[step - 1][rows[:going], last[:going]]
        tags[begins] = last
        return tags

    def spans(self, tags: Ints) -> list[Labelled]:
        """The names of a possible sequence of tags, in tokens."""
        found = []
        start = 0
        for at in np.flatnonzero(tags):
            part = (tags[at] - 1) % 4
            if part in (0, 3):
                start = int(at)
            if part in (2, 3):
                found.append(Labelled(start, int(at) + 1, self.labels[(tags[at] - 1) // 4]))
        return found
