"""
Rules and model side by side on the clauses of `training/events/corpus/clauses.tsv`: which event a trigger carries, or none.

    python benchmarks/events.py

The model is trained and asked in five folds: it never sees the clause that it is asked about. *rules* is what the tables of triggers
and object words say where the trigger is found as the pipeline finds it, and `none` where it is not or where the clause negates it.
*both* is the pipeline's own way: the model may only correct an open trigger, or reject, where it is sure. The pipeline asks for a
date as well, so a good part of `none` never reaches it. *held out* is what the weights of the package say of `held_out.tsv`, which
nothing learns from or is tuned on: it is counted and never listed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.events.clause import Quotations, read_clause
from extractors.events.hits import Hit, find_hits
from extractors.events.kinds import Ruled, settle, type_by_rules
from extractors.events.model.classifier import LABELS, NONE, Judgement, classify, probabilities
from training.events.trainer import HELD_OUT, Clause, columns_of, read_corpus, train

FOLDS = 5
SEED = 7


def by_rules(clause: Clause) -> tuple[Hit | None, Ruled]:
    """The trigger as the rules find it, and its type."""
    for hit in find_hits(clause.reading, clause.sentence):
        read = read_clause(clause.reading, Quotations(clause.reading), clause.sentence, hit)
        if hit.start < clause.end and clause.start < hit.end and not read.undone:
            return hit, type_by_rules(clause.reading, clause.sentence, hit)
    return None, Ruled(None, "trigger")


def by_model(clauses: Sequence[Clause]) -> list[Judgement]:
    """What a model says of each clause that was trained on the other folds."""
    columns, labels = columns_of(clauses), [clause.label for clause in clauses]
    fold = np.random.default_rng(SEED).permutation(len(clauses)) % FOLDS
    judged = [Judgement(NONE, 0.0)] * len(clauses)
    for number in range(FOLDS):
        learned = [i for i in range(len(clauses)) if fold[i] != number]
        weights = train([columns[i] for i in learned], [labels[i] for i in learned])
        for i in np.flatnonzero(fold == number):
            chances = probabilities(weights[columns[i]].sum(axis=0))
            judged[i] = Judgement(LABELS[int(chances.argmax())], float(chances.max()))
    return judged


def row(name: str, said: Sequence[str], gold: Sequence[str]) -> str:
    """A line of the table: accuracy, macro F1 over all labels, precision and recall of `none`."""
    hits = {label: sum(a == b == label for a, b in zip(said, gold, strict=True)) for label in LABELS}
    scores = [2 * hits[label] / max(1, said.count(label) + gold.count(label)) for label in LABELS]
    accuracy = sum(hits.values()) / len(gold)
    precision, recall = hits[NONE] / max(1, said.count(NONE)), hits[NONE] / max(1, gold.count(NONE))
    return f"| {name} | {accuracy:.3f} | {np.mean(scores):.3f} | {precision:.3f} | {recall:.3f} |"


def main() -> None:
    clauses = read_corpus()
    gold = [clause.label for clause in clauses]
    rules = [by_rules(clause) for clause in clauses]
    model = by_model(clauses)
    both = [settle(hit, kind, judged) or NONE if hit else NONE for (hit, kind), judged in zip(rules, model, strict=True)]
    print(f"{len(clauses)} clauses, {FOLDS} folds\n")
    print("| | accuracy | macro F1 | none: precision | none: recall |\n| --- | ---: | ---: | ---: | ---: |")
    print(row("rules", [kind.type or NONE for _, kind in rules], gold))
    print(row("model", [judged.label for judged in model], gold))
    print(row("both", both, gold))
    apart = read_corpus(HELD_OUT)
    said = [classify(c.reading, c.sentence, c.start, c.end).label for c in apart]
    print(row(f"held out ({len(apart)})", said, [clause.label for clause in apart]))


if __name__ == "__main__":
    main()
