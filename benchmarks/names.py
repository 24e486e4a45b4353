"""
Names side by side: gazetteer and rules alone, and with the trained model, on the same gold.

    python benchmarks/names.py [GOLD_DIR REPORTS_DIR …]

Each row is measured three times: with the whole gazetteer; without its companies and products, as in an industry that nobody has
listed yet (public bodies, universities and media stay); and with its places alone. A mention is right where both ends and the
label are; optional ones of the gold count neither as missed nor as spurious. A last table gives the speed from tokens to names on
one core, Kiwi's own time left out: the best of five rounds, in each of which the model meets every token for the first time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from pathlib import Path

from annotated import Annotated, annotated, folder_pairs
from spacy.tokens import Doc

from extractors.analyser import package_analyser
from extractors.gazetteer import package_gazetteer
from extractors.knowledge import Knowledge
from extractors.language import package_language
from extractors.model import FACTORY, WEIGHTS, features, trusted_names
from extractors.model.tagger import NameTagger
from extractors.names import Name, NameFinder
from pipeline.scoring import Scorer
from schemas import Document, Mention, Report

DEFAULTS = ("tests/gold/records_held_out", "tests/gold/reports")
PUBLIC = frozenset(
    {"government", "ministry", "agency", "central bank", "exchange", "international", "local government", "court", "party",
     "university", "institute", "media", "association"}
)  # fmt: skip
"""Sectors of companies.csv that every industry meets."""
ROUNDS = 5

Model = Callable[[Doc], Iterable[Name]]


def knowing(keep: Callable[[str], bool]) -> NameFinder:
    """A finder whose gazetteer lacks the entities that *keep* refuses."""
    part = copy(package_gazetteer())
    part.surfaces = {form: kept for form, ids in part.surfaces.items() if (kept := tuple(filter(keep, ids)))}
    part.senses = tuple(sense for sense in part.senses if sense.surface in part.surfaces)
    return NameFinder(Knowledge(part))


def everything(_: str) -> bool:
    return True


def public(entity_id: str) -> bool:
    """Places, and the bodies that every industry meets."""
    record = package_gazetteer().entity(entity_id)
    return record is None or record.label == "LOC" or (record.label == "ORG" and record.sector in PUBLIC)


def places(entity_id: str) -> bool:
    return entity_id.startswith("loc:")


def read_names(find_names: NameFinder, report: Annotated, model: Model | None) -> list[Name]:
    text, blocks = report.text, report.segmented.blocks
    doc = tagged(text)
    found = find_names(doc, blocks, others=model(doc) if model else ())
    dropped = [(block.start_char, block.end_char) for block in blocks if block.kind == "boilerplate"]
    return [name for name in found if not any(start <= name.start < end for start, end in dropped)]


def score(find_names: NameFinder, reports: Sequence[Annotated], model: Model | None) -> dict[str, dict[str, float]]:
    """The mentions of *reports* that are found, as the project counts them."""
    scorer = Scorer({})
    for report in reports:
        mentions = tuple(
            Mention.model_construct(
                start_char=name.start,
                end_char=name.end,
                text=report.text[name.start : name.end],
                label=name.label,
                entity_id=None,
            )
            for name in read_names(find_names, report, model)
        )
        gold = report.gold.model_copy(update={"published_on": None, "times": None, "figures": None, "events": None})
        document = Document.model_construct(text=report.text)
        scorer.add(gold, report.raw, Report.model_construct(document=document, mentions=mentions))
    return scorer.rows()


LABELS = ("ORG", "PERSON", "LOC", "PRODUCT", "EVENT", "POLICY", "TICKER")


def main(pairs: Sequence[tuple[Path, Path]]) -> None:
    gold = [list(annotated([pair])) for pair in pairs]
    for title, keep in (("whole gazetteer", everything), ("no companies or products", public), ("places alone", places)):
        print(f"\n| {title} | gold | precision | recall | F1 | {' | '.join(LABELS)} |\n|{' --- |' * 12}")
        finder = knowing(keep)
        for name, model in (("gazetteer and rules", None), ("with the model", trusted_names)):
            for number, reports in enumerate(gold, start=1):
                rows = score(finder, reports, model)
                figures = [rows["mentions"][part] for part in ("precision", "recall", "f1")]
                figures += [rows.get(f"mentions {label}", {}).get("f1", 0.0) for label in LABELS]
                print(f"| {name} | {number} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    reports = [report for part in gold for report in part]
    print("\n| from tokens to names | characters a second |\n| --- | --- |")
    for what, speed in speeds(reports):
        print(f"| {what} | {speed:,.0f} |")


def speeds(reports: Sequence[Annotated]) -> Iterator[tuple[str, float]]:
    """Characters a second of processor time: of Kiwi, of what comes after it, and of the parts of that."""
    nlp, find_names = package_language(), NameFinder(Knowledge())
    docs = [nlp.make_doc(report.text) for report in reports]
    blocks = [report.segmented.blocks for report in reports]
    kiwi = seconds(lambda: [package_analyser().morphemes(doc._.source_text) for doc in docs])
    model = seconds(lambda: [trusted_names(tagger()(doc)) for doc in docs], before=forget_tokens)
    rules = seconds(lambda: [find_names(doc, own) for doc, own in zip(docs, blocks, strict=True)])
    both = seconds(
        lambda: [find_names(doc, own, others=trusted_names(tagger()(doc))) for doc, own in zip(docs, blocks, strict=True)],
        forget_tokens,
    )
    size = sum(len(doc._.source_text) for doc in docs)
    for what, spent in (("model", model), ("gazetteer and rules", rules), ("all", both), ("Kiwi itself, beside it", kiwi)):
        yield what, size / spent


def tagger() -> NameTagger:
    """The tagger as the pipeline has it."""
    found: NameTagger = package_language().get_pipe(FACTORY)
    return found


def tagged(text: str) -> Doc:
    """The tokens of *text*, with the names that the model sees."""
    return tagger()(package_language().make_doc(text))


def forget_tokens() -> None:
    """Have the model meet every token for the first time."""
    features._hashes.cache_clear()  # noqa: SLF001 - no report is to profit from the round before
    tagger().from_disk(WEIGHTS / FACTORY)
    tagged(" ")


def seconds(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    """Processor time of *work*, the least of several rounds; *before* each of them stands outside."""
    spent = []
    for _ in range(ROUNDS):
        before()
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # numpy reads it when it is loaded, and all of the time counts
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "OPENBLAS_NUM_THREADS": "1"})  # noqa: S606
    main(folder_pairs(sys.argv[1:], DEFAULTS))
