"""Whether an event happened, is planned or rumoured, or did not happen at all."""

from __future__ import annotations

import re
from datetime import date

from extractors.events.hits import Hit
from extractors.reading import Reading
from extractors.syntax import Sentence

_RUMOUR = re.compile(
    r"보도|알려졌|알려진|소식통|소식이?\s*전해|검토\s*(?:중|하고)|루머|추측|관측된다|거론|논의\s*중|것으로\s*전해"
)
_PLAN = re.compile(
    r"계획|예정|목표|방침|구상|추진|기로\s*했|기로\s*결|겠다|할\s*것|앞두|눈앞|초읽기|준비\s*중|돌입할|방안|예상|전망"
)
_FORESEEING = frozenset({"전망하", "내다보"})
_NEGATED = re.compile(r"(?:\s*\S{0,6}){0,2}\s*(?:무산|철회|취소|부인|않기로|보류|백지화|중단하기로|하지\s*않)")


def read_status(reading: Reading, sentence: Sentence, hit: Hit, start_on: date) -> str:
    """`occurred`, `planned` or `rumoured`, by the words behind the trigger and by the date."""
    clause = reading.text[hit.start : max(sentence.clause_end(hit.end), hit.end)]
    if hit.construction != "embedded" and _RUMOUR.search(reading.text, hit.start, sentence.end):
        return "rumoured"
    future = reading.published_on is not None and start_on > reading.published_on
    return "planned" if future or (hit.construction != "embedded" and _PLAN.search(clause)) else "occurred"


def is_forecast(reading: Reading, hit: Hit, kind: str, end_on: date) -> bool:
    """Whether a report or a result lies ahead: then its date is that of what is foreseen, and nothing happened on it."""
    ahead = reading.published_on is not None and end_on > reading.published_on
    return ahead and (hit.trigger.stem in _FORESEEING or (kind == "earnings" and hit.trigger.needs_object))


def is_negated(reading: Reading, hit: Hit) -> bool:
    """Whether the words right behind the trigger say that it did not come about."""
    return _NEGATED.match(reading.text[hit.end : hit.end + 16]) is not None
