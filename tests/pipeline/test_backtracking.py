"""No pattern of seeds/boilerplate.csv tries one line in ever more ways: steps are counted, so that a busy machine changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from backtracking import Steps, TooManyStepsError

from pipeline.segment.boilerplate import RULES, Rule

STEPS_A_CHARACTER = 200
"""Of the longest line that a row is for: a few ways to begin at each of its characters, each some tens of characters long."""
PUMPS = ("가", "가 ", "가, ", "가·", "1", "1.", "0-", "a", "a.", " ", "- ", "…", "[", "가(☎044-000-0000~3, ")
GIVES_BACK = (
    r"(?:[^.!?\d%]{1,70}[(\s☎]{1,3}\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.]\d{4}(?:\s?[~∼,]\s?\d{1,4}){0,3}\)?[,;\s/]{0,3}){1,8}"
)


def lines(rule: Rule) -> Iterator[str]:
    """Lines as long as the rule allows that repeat something and fail at their end."""
    words = rule.example.split()
    for pump in dict.fromkeys((*PUMPS, rule.example, f"{rule.example}, ", *words, *(f"{cue} " for cue in (*words, *rule.cues)))):
        for head in ("", rule.example):
            yield (head + pump * rule.longest)[: rule.longest - 1] + "%"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_a_line_of_furniture_is_not_tried_in_ever_more_ways(rule):
    """TooManyStepsError where it is; that the steps are those of `re` is told by the same answers."""
    steps = Steps(rule.pattern.pattern, STEPS_A_CHARACTER * rule.longest)

    for line in (rule.example, rule.negative, *lines(rule)):
        assert steps.fullmatch(line) is (rule.pattern.fullmatch(line) is not None)


def test_a_pattern_that_gives_back_is_found():
    rule = next(rule for rule in RULES if "☎" in rule.example and rule.longest == 240)
    steps = Steps(GIVES_BACK, STEPS_A_CHARACTER * rule.longest)

    with pytest.raises(TooManyStepsError):
        any(steps.fullmatch(line) for line in lines(rule))
