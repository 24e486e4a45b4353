"""Dated events: what happened, when, who did it, to whom, with which figures.

`triggers` reads the word tables, `hits` finds the triggers of a sentence, `unlisted` the candidates that no table has, `kinds` types them,
where tables end by a trained `model`, and `forms` reads what a form tells by label and date alone;
`timing` dates them, `participants` says who takes part, `status` whether it happened; `reader` puts the answers together.
"""

from extractors.events.event import EventReading
from extractors.events.participants import Participant
from extractors.events.reader import find_events

__all__ = ["EventReading", "Participant", "find_events"]
