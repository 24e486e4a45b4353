"""
Calendar time in Korean reports: every expression to days, from the right anchor.

Two steps, as in HeidelTime: `find_times` writes down what stands in the text, `resolve_times` gives it days with the day of
publication and what was spoken of before.

- `words`: the tables `seeds/time_words.csv` and `seeds/time_names.csv`, numerals
- `grammar`: the written forms as patterns; `points` and `lengths` read them, `matching` joins them to expressions
- `calendar`: units, weeks, holidays; `solar`: solar terms and the dog days; `days`: the days that a point names; `values`: TIMEX3
- `missing`: the year or month that is left out
- `context`: blocks, sentences, tense, antecedents; `resolution`: from what is written to days
- `agreement`: the days on which several likely days of publication agree
"""

from extractors.dates.agreement import agreed
from extractors.dates.matching import find_times
from extractors.dates.model import Time, TimeMatch
from extractors.dates.resolution import resolve_times

__all__ = ["Time", "TimeMatch", "agreed", "find_times", "resolve_times"]
