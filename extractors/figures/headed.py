"""The words above and beside a number that say whether it is a change: the heads of its table, its label, a caption; no headline that tells one."""

from __future__ import annotations

import re

from extractors.figures.columns import is_of_earlier
from extractors.figures.comparing import match_basis
from extractors.figures.labels import label_words, series_head
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading

CHANGE_WORD = re.compile(r"증감|증가|감소|성장|상승|하락|등락|변동")
_TELLS = re.compile(
    rf"(?:{LEXICON.alternation('rise_told')}|{LEXICON.alternation('fall_told')})(?:했다|하였다)?\.?\s*(?:[,…–-]|\Z)"
)
"""Where a headline has told of a change, and names none: 비중 소폭 상승, but not 비중 상승률."""


def header_words(reading: Reading, place: Place) -> list[str] | None:
    """The column headers over a table cell as one text, its row label, and the caption; the label of a line that tells a change."""
    if (label := label_words(reading, place) or series_head(reading, place)) is not None:
        return [label] if match_basis(label) is not None or CHANGE_WORD.search(label) else None
    if place.table is None or place.cell is None:
        return None
    row = place.table.row_label(place.cell)
    second = place.table.second_label(place.cell) if place.host is not None else None
    above = next(reading.governors(place.block), None)
    headline = above is not None and above.kind != "caption" and _TELLS.search(reading.text, above.start_char, above.end_char)
    captions = [above] if above is not None and not headline else []
    heads = [] if is_of_earlier(place) else place.table.column_headers(place.cell)
    return [
        *([second.text] if second is not None else []),  # of the number in brackets: 비중 in 수출액(비중)
        " ".join(header.text for header in heads),
        row.text if row is not None else "",
        *(reading.text[block.start_char : block.end_char] for block in captions),
    ]
