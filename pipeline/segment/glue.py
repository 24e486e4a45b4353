"""Whether the end of one line and the beginning of the next are one word.

Rules decide where punctuation, digits or scripts tell, then known names and what the document itself writes elsewhere; Kiwi is asked about
the rest, two words before and one behind the break at a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from extractors.analyser import package_analyser
from pipeline.segment.attested import Attested, Question, known_as_one, question


class Break(NamedTuple):
    """A line break to be undone."""

    before: str
    """The line before it, stripped."""
    after: str
    """The line after it, stripped."""
    spaced: bool
    """A space stood before or behind the break: the words are two."""


SAMPLE = 16
"""Breaks Kiwi is asked about before it is concluded that this text is wrapped between words only: where breaks fall anywhere,
about every third falls between words, so that 16 in a row happen once in ten million texts."""

SAME = 1.0
"""Log-probabilities as close as this mean that Kiwi reads the same morphemes with and without the space."""

_OPENS = "([{<‘“「『〈《【（［｢"
_CLOSES = ")]}>’”」』〉》】）］｣,.;:!?%…·ㆍ/~"
_QUOTES = "\"'"
_NUMBER = re.compile(r"\d[\d,.]*[만억조천백십]*$")
_COUNTED = re.compile(
    r"[만억조천백십년월일분초원위엔달유개명곳건대척주배종장점차기호회편층평톤]|여\s?[가-힣]|시(?!장)|단계|퍼센트|프로|포인트|킬로|미터|거래일|영업일"
    r"|(?:[KMGTP]?B|[kKMGT]?Wh?|kg|km|[mcn]m|[KMGT]?Hz|TOPS|%?p|bp|[tTL])(?![A-Za-z])"
)
_CLINGING = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|로|만|인|으로|에서|에게|에는|에도|에서는|에서도|까지|부터|보다|처럼|이라는|라는|이다|이며|이고|이던"
    r"|였다|이었다|입니다|이라고|라고|라며|이라며|라면서|으로는|로는|으로서|로서|으로써|로써|으로의|로의|에서의|까지의|부터의|와의|과의|하며|했다|하는|한)(?![가-힣])"
)
"""Particles, copula and light verb: a word never begins with them."""
_WORD_END = re.compile(r"[가-힣][를을는]$")
"""Particles and endings behind which a word practically never goes on."""
_QUOTED = re.compile(r"[\"'](?:고|며|라고|라며|이라|라는|는|은|의|로|으로|에|와|과|을|를|이|가|도|[\s,.)]|$)")
_SAID = re.compile(r"(?:고|며|라고|라며|이라고|이라며)[\s,.]")
_BECOMES = re.compile(r"[가-힣](?<=[아어여와워져혀켜려쳐껴해싸커나라가차])$"), re.compile(r"졌[다던고으지습]|지[고며]|진다")
"""An ending and the auxiliary that is always written together with it: 높아 | 졌다."""
_ADDRESS = re.compile(r"(?:://|www\.|[?&][\w.-]+=)\S*$")
_DASHED = re.compile(r"-(?:[^\W\d]|\d+[A-Za-z])")
_LETTERS_END, _LETTERS_START = re.compile(r"[A-Za-z]+$"), re.compile(r"[A-Za-z]+")


def spaces(breaks: Sequence[Break], text: str) -> list[bool]:
    """For each break, whether a space takes its place; *text* is the whole document, where words may stand unbroken."""
    asked = [question(each.before, each.after) for each in breaks]
    document = Attested(text, asked)
    answers = [
        False if _one_latin_word(each, text) else _as_document(each, by_rule(each), word, document)
        for each, word in zip(breaks, asked, strict=True)
    ]
    # Where the file kept some of its trailing spaces, a break without one is more likely inside a word.
    keeps_spaces = sum(each.spaced for each in breaks) * 8 > len(breaks)
    open_ = [i for i, answer in enumerate(answers) if answer is None]
    for start in (0, SAMPLE):
        batch = open_[start : SAMPLE if start == 0 else None]
        if start and all(answers[i] for i in open_[:SAMPLE]):
            answers = [True if answer is None else answer for answer in answers]
            break
        for i, answer in zip(batch, _ask_kiwi([breaks[i] for i in batch], keeps_spaces), strict=True):
            answers[i] = answer
    return [bool(answer) for answer in answers]


def _as_document(each: Break, by_rule: bool | None, word: Question | None, document: Attested) -> bool | None:
    """The answer of the rules, unless the document itself writes these words, or amounts, otherwise."""
    if each.spaced:
        return True
    if by_rule is not None:
        amount = document.amount_as_one(each.before, each.after)
        return by_rule if amount is None else not amount
    one = known_as_one(each.before, each.after)
    one = document.as_one(word) if one is None else one
    return None if one is None else not one


def by_rule(each: Break) -> bool | None:
    """True for a space, False for none, None where punctuation, digits and scripts do not tell."""
    a, b = each.before[-1:], each.after[:1]
    if each.spaced or not a or not b:
        return True
    if a.isdigit() or b.isdigit():
        return _beside_digit(each, a, b)
    if a in _OPENS or b in _CLOSES or a in "~/·ㆍ" or _DASHED.match(each.after):
        return False
    if a in ",;:.!?…":
        return True
    if a == "-":
        return not each.before[-2:-1].isalnum()
    if a in "”’" and _SAID.match(each.after):
        return False
    if a in _QUOTES:
        return not (_opens_quote(each.before) or _QUOTED.match(a + each.after) or _CLINGING.match(each.after))
    if b in _QUOTES:
        return not _QUOTED.match(each.after)
    if b == "(":
        return not (a.isalnum() or a in "%’”」』〉》】")
    return _between_scripts(each, a, b)


def _beside_digit(each: Break, a: str, b: str) -> bool | None:
    if a.isdigit() and b.isdigit():
        return False
    if a == "," and re.search(r"\d,$", each.before):
        return not re.match(r"\d{3}(?!\d)", each.after)
    if a == ".":
        decimal = re.search(r"(?<![\d.])\d+\.$", each.before) and not re.search(r"\d{2,4}\.\s?\d{1,2}\.$", each.before)
        return not decimal  # 3. | 5% is one number; 2025. 11. | 5. is a date
    if b.isdigit():
        glued = a in _OPENS or a in "~/·ㆍ’'△▲+-$₩€¥£#" or each.before.split()[-1] == "제"
        return not glued and not (
            _NUMBER.search(each.before) and each.after[1:5].strip("0123456789,").startswith(tuple("만억조천"))
        )
    if b in _CLOSES or b == "(" or _COUNTED.match(each.after) or _CLINGING.match(each.after):
        return False
    return None if _is_hangul(b) else True


def _between_scripts(each: Break, a: str, b: str) -> bool | None:
    if _is_hangul(b) and _CLINGING.match(each.after) and not _is_hangul(a):
        return False
    if (_NUMBER.search(each.before) and _COUNTED.match(each.after)) or "㌀" <= b <= "㏿":
        return False
    if all(pattern.search(side) for pattern, side in zip(_BECOMES, (each.before[-4:], each.after[:4]), strict=True)):
        return False
    if a.isascii() and b.isascii():
        return not _one_latin(each)
    if _is_hangul(b):
        if _WORD_END.search(each.before) and not _CLINGING.match(each.after) and b not in "데지다":
            return True
        return None if a.isalnum() else True
    return not (_is_han(a) and _is_han(b))


def _one_latin(each: Break) -> bool:
    """Whether a break parts an address, a capital from the word that it opens (M | owasalat), or the letters of an abbreviation (SAI | C)."""
    if _ADDRESS.search(each.before[-200:]):
        return True
    head, tail = _LETTERS_END.search(each.before), _LETTERS_START.match(each.after)
    if head is None or tail is None or each.before[: head.start()].endswith("&"):
        return False  # E&S | SK
    if tail[0][0].islower():
        return len(head[0]) == 1 and head[0].isupper()
    return head[0].isupper() and tail[0].isupper() and min(len(head[0]), len(tail[0])) == 1


def _opens_quote(before: str) -> bool:
    return len(before) == 1 or before[-2].isspace() or before[-2] in _OPENS


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _ask_kiwi(breaks: Sequence[Break], keeps_spaces: bool) -> list[bool]:
    questions: list[str] = []
    ends: list[int] = []
    for each in breaks:
        left, right = " ".join(each.before[-40:].split()[-2:]), each.after[:20].split()[0]
        questions += (f"{left} {right}", left + right)
        ends.append(len(left))
    readings: list[Any] = [result[0] for result in package_analyser().kiwi.analyze(questions)]
    return [
        _answer(end, apart, together[1], keeps_spaces)
        for end, apart, together in zip(ends, readings[::2], readings[1::2], strict=True)
    ]


def _answer(end: int, apart: Any, together: float, keeps_spaces: bool) -> bool:
    """Kiwi's answer: what it finds likelier, else what the morphemes before and behind the space say."""
    tokens, score = apart
    if abs(score - together) > SAME:
        return bool(score > together)
    before = next((token.tag for token in reversed(tokens) if token.start < end), "")
    after = next((token.tag for token in tokens if token.start > end), "")
    if after.startswith(("J", "E", "XS", "VC")):
        return False
    if before.startswith(("J", "E")):
        return True  # a particle or ending closes its word
    return not keeps_spaces


def _one_latin_word(each: Break, text: str) -> bool:
    """Whether the document has the letters before and behind the break as one word elsewhere."""
    head, tail = _LETTERS_END.search(each.before), _LETTERS_START.match(each.after)
    return bool(head and tail) and re.search(rf"(?<![A-Za-z]){head[0]}{tail[0]}(?![A-Za-z])", text) is not None  # type: ignore[index]
