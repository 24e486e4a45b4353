"""
Measures the name model on sentences with KLUE's labels: entities count where both ends and the label are right.

    python -m training.names.evaluate ../shared/data/ner/dev.jsonl [--weights DIR]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.model import WEIGHTS, load
from extractors.model.biluo import Labelled
from pipeline.scoring import Tally
from training.names.data import KLUE, Sentence, read_klue


def score(sentences: Iterable[Sentence], weights: Path = WEIGHTS) -> dict[str, Tally]:
    """Counts by label, and of all together under `all`."""
    nlp = load(weights)
    tallies = {label: Tally() for label in (*KLUE, "all")}
    for sentence in sentences:
        doc = nlp(sentence.text)
        said = {Labelled(span.start_char, span.end_char, span.label_) for span in doc.spans["klue"]}
        gold = {Labelled(*name) for name in sentence.names}
        for label, tally in tallies.items():
            found, wanted = ({name for name in names if label in (name.label, "all")} for names in (said, gold))
            tally.add(len(found & wanted), len(found), len(wanted))
    return tallies


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of the scores."""
    parser = argparse.ArgumentParser(prog="python -m training.names.evaluate", description="Measure the name model.")
    parser.add_argument("sentences", type=Path, help="JSON lines with text and ents, such as dev.jsonl")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    print("label   precision   recall       F1   names")
    for label, row in score(read_klue(options.sentences), options.weights).items():
        print(f"{label:5} {row.precision:11.3f} {row.recall:8.3f} {row.f1:8.3f} {row.right + row.missed:7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
