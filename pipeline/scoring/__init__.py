"""Measures reports against gold: quotes of a report's raw text with what they say, written by a person.

`gold` reads the files and lays their quotes onto the text of the pipeline, `answers` tells which answers they accept, `scorer` counts,
`pipeline.measuring` is the command `sasil score`. Tests, benchmarks and training all measure with these.
"""

from pipeline.scoring.answers import Answers, entity_names, near, same_unit
from pipeline.scoring.gold import Gold, GoldError, GoldFigure, Placed, gold_files, lay, read_gold
from pipeline.scoring.scorer import Difference, Scorer, Tally, pair, score_folder

__all__ = [
    "Answers", "Difference", "Gold", "GoldError", "GoldFigure", "Placed", "Scorer", "Tally", "entity_names", "gold_files", "lay", "near",
    "pair", "read_gold", "same_unit", "score_folder",
]  # fmt: skip
