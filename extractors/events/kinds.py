"""Which type of event a trigger carries: by the tables of words, and where they end, by the trained model."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractors.events.hits import UNDOING, Hit
from extractors.events.model.classifier import NONE, Judgement, classify
from extractors.events.triggers import type_by_object, type_of_form
from extractors.reading import Reading
from extractors.syntax import Sentence

_ABOUT = 90
"""Characters before an open trigger in which the word stands that says what it is about."""
_BEHIND = 20
"""Characters from an open trigger on in which it may stand, too: `발표한 대책`."""
_FORM = 300
"""Characters of a form before a label in which it says what it is about: `유상증자 결정 … 이사회결의일:`."""
_SURE_OF_TYPE, _SURE_OF_NONE = 0.85, 0.98
"""From which probability on the model is followed against the rules; chosen on the gold of the example reports."""
_SURE_OF_EVENT = 0.55
"""From which probability of a type on the model is followed where no table has the trigger."""


def type_of(reading: Reading, sentence: Sentence, hit: Hit) -> str | None:
    """The type of the event that *hit* carries; None where it carries none."""
    return settle(hit, type_by_rules(reading, sentence, hit), classify(reading, sentence, hit.start, hit.end))


class Ruled(NamedTuple):
    """What the tables of words say of a trigger."""

    type: str | None
    source: Literal["trigger", "object", "form", "unlisted"]
    """The trigger's own type, that of its object, or what the form is about; `unlisted` where no table has it."""


def type_by_rules(reading: Reading, sentence: Sentence, hit: Hit) -> Ruled:
    """The type of an open trigger is that of its object; one that tells nothing without an object gives no event."""
    trigger = hit.trigger
    if trigger.is_unlisted:
        return Ruled(trigger.type or None, "unlisted")
    if not trigger.open:
        return Ruled(trigger.type, "trigger")
    spans = (
        (max(hit.floor, hit.start - _ABOUT), hit.start),
        (hit.start, min(sentence.end, hit.end + _BEHIND)),
        (max(sentence.start, hit.start - _ABOUT), hit.start),
    )
    about = next(filter(None, (type_by_object(reading.text[start:end]) for start, end in spans)), None)
    if about is not None:
        return Ruled(about, "object")
    of_form = _of_form(reading, hit) if hit.construction == "label" or trigger.type == "statement" else None
    return Ruled(of_form, "form") if of_form else Ruled(None if trigger.needs_object else trigger.type, "trigger")


def _of_form(reading: Reading, hit: Hit) -> str | None:
    """What the form is about, by its headings, else by the words before a label: `유상증자 결정 … 이사회결의일:`."""
    headings = (reading.text[above.start_char : above.end_char] for above in reading.governors(reading.block_at(hit.start)))
    found = next(filter(None, map(type_of_form, headings)), None)
    return found if found or hit.construction != "label" else type_of_form(reading.text[max(0, hit.start - _FORM) : hit.start])


def settle(hit: Hit, ruled: Ruled, judged: Judgement) -> str | None:
    """The rules' type, unless the model is sure that there is no event, or of another type of an open trigger; a form is surer."""
    if judged.label == NONE:
        return None if judged.probability >= _SURE_OF_NONE else ruled.type
    if ruled.source == "unlisted":
        if hit.trigger.stem in UNDOING:
            return "other"  # what was put off or given up is not the thing itself
        return judged.label if judged.probability >= _SURE_OF_EVENT else ruled.type
    is_sure = judged.probability >= _SURE_OF_TYPE and ruled.source != "form" and hit.construction != "label"
    return judged.label if hit.trigger.open and is_sure else ruled.type
