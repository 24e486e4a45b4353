"""
Measures the name model on sentences with KLUE's labels: entities count where both ends and the label are right.

    python -m training.names.evaluate ../shared/data/ner/dev.jsonl [--weights DIR]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.model import WEIGHTS, load
from extractors.model.biluo import Labelled
from training.names.data import KLUE, Sentence, read_klue


class Score(NamedTuple):
    """Counts of one label."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.wanted)


def score(sentences: Iterable[Sentence], weights: Path = WEIGHTS) -> dict[str, Score]:
    """Scores by label, and of all together under `all`."""
    nlp = load(weights)
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        doc = nlp(sentence.text)
        said = {Labelled(span.start_char, span.end_char, span.label_) for span in doc.spans["klue"]}
        gold = {Labelled(*name) for name in sentence.names}
        right.update(name.label for name in said & gold)
        found.update(name.label for name in said)
        wanted.update(name.label for name in gold)
    scores = {label: Score(right[label], found[label], wanted[label]) for label in KLUE}
    return scores | {"all": Score(right.total(), found.total(), wanted.total())}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of the scores."""
    parser = argparse.ArgumentParser(prog="python -m training.names.evaluate", description="Measure the name model.")
    parser.add_argument("sentences", type=Path, help="JSON lines with text and ents, such as dev.jsonl")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    print("label   precision   recall       F1   names")
    for label, row in score(read_klue(options.sentences), options.weights).items():
        print(f"{label:5} {row.precision:11.3f} {row.recall:8.3f} {row.f1:8.3f} {row.wanted:7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
