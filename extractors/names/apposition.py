"""Other names in brackets: 세레나(SERENA, 塞雷娜), 가온전자(005935), 하천산업진흥원(이하 진흥원)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain

from extractors.lexicon import LEXICON
from extractors.names.cues import endings, labels
from extractors.names.passage import Passage, is_word, particle_length, script
from extractors.names.spans import Name
from extractors.particles import is_hangul

_BRACKET = re.compile(r"[(（]([^()（）\n]{1,80})[)）]")
_ITEM = re.compile(r"[^,·/;，、∙ㆍ:]+(?::[^,·/;，、∙ㆍ]+)?")
_MARKET = (
    "KS|KQ|KN|HK|HKG|SS|SZ|SH|CH|TT|TW|TWO|T|JP|JT|TYO|N|US|UN|UW|UQ|UA|O|OQ|K|NYQ|NMQ|NAQ|NYS|NAS|L|LN|LON|DE|GR|GY|F|PA|FP|AS|NA|MI|IM|"
    "SW|SE|VX|ST|SS|CO|DC|HE|FH|OL|NO|MC|SM|BR|BB|AX|AU|AT|SI|SP|SES|NS|BO|IN|IB|JK|IJ|BK|TB|VN|VM|VH|TO|CN|CT|SA|BZ|MX|MM|RX|IS|TI"
)
_TICKER = re.compile(
    rf"(?:[A-Z0-9]{{1,7}}[.:](?:{_MARKET})|[A-Z0-9]{{1,6}} (?:{_MARKET})(?: Equity)?"
    r"|(?:NASDAQ|NYSE|NYSE American|AMEX|HKEX|TSE|KRX|KOSDAQ|KOSPI|LSE): ?[A-Z0-9.]{1,6}|A?\d{6}|\d{4}[A-Z]\d)"
)
_MARKET_NAME = re.compile(
    r"(?:코스피|코스닥|코넥스|유가증권시장|유가증권|유가|나스닥|뉴욕증권거래소|뉴욕|홍콩|도쿄|종목코드|종목번호|종목|KOSPI|KOSDAQ|KRX)"
    r"(?:시장|상장)?(?:[ :：]+|$)"
)
"""What may stand before a code, or beside it: 코스닥 317830; 코스닥, 317830."""
_LOOSE_TICKER = re.compile(rf"(?<![\w.])(?:\d{{4,6}}|[A-Z]{{1,5}})[.:](?:{_MARKET})(?![\w.])")
_SQUARE_CODE = re.compile(r" ?\[(A?\d{6}|\d{4}[A-Z]\d)\]")
"""Behind a company: 가온제약[317830]."""
_LABELLED = re.compile(
    r"(?:티커(?: ?심볼)?|종목 ?(?:코드|심볼|번호)|단축 ?코드|[Tt]icker(?: [Ss]ymbol)?)(?:[은는이가]|으?로)? ?[:：]? ?['\"‘“(]?"
    r"(A?\d{6}|\d{4}[A-Z]\d|[A-Z]{2,5})(?![A-Za-z0-9])"
)
"""Behind its label: 티커는 SNVA, 종목코드 317830."""
_OPENING_CODE = re.compile(
    r"\s*(?:Daily News\s*)?(?:(?:19|20)\d{2}\s?[년.]\s?\d{1,2}\s?[월.]\s?\d{1,2}\s?[일.]?\s*)?[(\[](?P<code>\d{6})[)\]](?=\s)"
)
"""The code that a note begins with, alone or behind its day, where the name of its company was a picture: 2026년 7월 11일 (011070)."""
_MARKED_CODE = re.compile(r"(?<=[가-힣㈜A-Za-z)]) (\d{6})(?=[)\s]|$)")
_CODE = re.compile(r"(?<![\w,.-])(?:A?\d{6}|\d{4}[A-Z]\d)(?=\s*(?:,|$))")
_LATIN = re.compile(r"[A-Z](?:[A-Za-z0-9.&'’ -]*[A-Za-z0-9.])?|[a-z]{1,2}[A-Z][A-Za-z0-9]+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")
_FOREIGN = re.compile(r"[一-鿿㐀-䶿\uf900-\ufaff][一-鿿㐀-䶿\uf900-\ufaff0-9]*|[ァ-ヿ][ァ-ヿ・ ]*")
_BEHIND = re.compile(r"\([^()\n]{1,40}\) ([가-힣]{2,5}?)(?=[ ,은는이가을를의에]|$)")
"""The noun behind the bracket: 소라별(素羅) 위성."""
_ABBREVIATION = re.compile(r"이하 ?['\"‘“「]?([가-힣A-Za-z0-9&·-]{2,20}(?: [가-힣A-Za-z0-9&·-]+)?)['\"’”」]?(?=$|[,)\s]|라|이라)")
_INNER = re.compile(
    r"(?<![가-힣])[가-힣]{2,8}\((?P<inside>[一-鿿]{1,8}|[가-힣]{2,6})\)(?P<rest> \d{2,4}(?![\d,.])|\d{2,4}(?!\d)|[가-힣]{2,12})"
)
_LEGAL_FORMS = ("유한공사", "유한회사")
_FEWEST_LETTERS = 2
"""Letters of a name that stands for a longer one; 주 in 소 유 주 식 수 (주) is a unit."""
_WORDS = 5
"""Words a company name may have."""
_ALIKE = 0.6
"""From which likeness of their consonants on one word writes another."""
_QUOTES = "'\"’”」』｣》〉*"


@dataclass(frozen=True, slots=True)
class Apposition:
    """A name and its other names in the bracket behind it: all stand for one thing."""

    head: Name
    partners: tuple[Name, ...]


def appositions(passage: Passage, ending: Mapping[int, Name]) -> Iterator[Apposition]:
    """The appositions of a text; *ending* are the names found so far by the place where they end, the longest of each."""
    for match in _BRACKET.finditer(passage.text):
        found = _read(passage, match.start(), match.start(1), match.group(1), ending)
        if found is not None:
            yield found
    for match in chain(_MARKED_CODE.finditer(passage.text), _SQUARE_CODE.finditer(passage.text)):
        head = ending.get(match.start()) or ending.get(match.start() - 1)
        if head is not None and head.label == "ORG":
            yield Apposition(head, (_ticker(passage, match.group(1), match.start(1)),))


def _read(passage: Passage, bracket: int, inside: int, content: str, ending: Mapping[int, Name]) -> Apposition | None:
    end = bracket
    while end and passage.text[end - 1] in _QUOTES:
        end -= 1
    head = ending.get(end) or ending.get(end - 1 if passage.text[end - 1 : end] in "㈜社 " else end)
    if abbreviation := _ABBREVIATION.search(content):
        start = inside + abbreviation.start(1)
        if head is None:
            return None
        short = Name(start, start + len(abbreviation.group(1)), head.label, None, "rule", 0.85)
        return Apposition(head, (*_codes(passage, content[: abbreviation.start()], inside, head), short))
    if (whole := _abbreviated(passage, end, content)) is not None:
        return Apposition(whole, (Name(inside, inside + len(content), "ORG", None, "rule", 0.8),))
    items = _items(passage, content, inside, head)
    if items is None:
        codes = tuple(_codes(passage, content, inside, head)) if head is not None else ()
        return Apposition(head, codes) if head is not None and codes else None
    head = _head(passage, end, head, items)
    if head is not None and head.label == "LOC" and head.entity_id is None and items.tickers:
        head = replace(head, label="ORG", confidence=0.8)  # no place is traded: 가온위성(317830)
    if head is None or (head.label == "PRODUCT" and items.latin and script(passage.text[head.start]) == "latin"):
        return None  # Sonova-2 (Heavy) is a variant, not another name
    tickers = items.tickers if head.label == "ORG" else []
    renamed = (Name(n.start, n.end, head.label, None, "rule", n.confidence) for n in (*items.latin, *items.foreign))
    partners = (*tickers, *renamed)
    return Apposition(head, partners) if partners else None


_GLOSS = re.compile(r"([A-Z](?:-?[A-Z]){1,6})?\*{0,2} ?(\((?:[A-Z]{2,6}[:,] ?)?)$")


@dataclass(frozen=True, slots=True)
class _Items:
    """What stands in a bracket: exchange codes, names in Latin letters, names in Hanja or kana."""

    tickers: list[Name]
    latin: list[Name]
    foreign: list[Name]


def _items(passage: Passage, content: str, inside: int, head: Name | None) -> _Items | None:
    """The names in a bracket whose content begins at *inside*; None where its first item is none."""
    items = _Items([], [], [])
    for item in _ITEM.finditer(content):
        written = item.group().strip()
        start = inside + item.start() + len(item.group()) - len(item.group().lstrip())
        if (market := _MARKET_NAME.match(written)) and not _TICKER.fullmatch(written):
            start, written = start + market.end(), written[market.end() :]
        code_of = passage.gazetteer.tickers.get(written)
        if _TICKER.fullmatch(written) or (code_of is not None and head is not None and code_of == head.entity_id):
            items.tickers.append(_ticker(passage, written, start))
        elif _LATIN.fullmatch(written) and not _generic(written):
            items.latin.append(Name(start, start + len(written), "ORG", None, "rule", 0.8))
        elif _FOREIGN.fullmatch(written):
            items.foreign.append(Name(start, start + len(written), "ORG", None, "rule", 0.8))
        elif written and not (items.tickers or items.latin or items.foreign):
            return None
    return items if items.tickers or items.latin or items.foreign else None


def _codes(passage: Passage, content: str, inside: int, head: Name) -> Iterator[Name]:
    """The exchange codes of a company in a bracket that says more: (대표 박도윤, 317830), (코스닥 317830, 이하 소노바)."""
    for match in _CODE.finditer(content) if head.label == "ORG" else ():
        yield _ticker(passage, match.group(), inside + match.start())


def _generic(written: str) -> bool:
    """Whether Latin letters in a bracket abbreviate a common noun or a title: ESS, CEO."""
    common, words = labels("common"), written.split(" ")
    capitals = any(word in common and word.isupper() for word in words)
    return written in labels("title") or written in common or capitals or all(word in common for word in words)


def abbreviates_common_noun(passage: Passage, end: int) -> bool:
    """Whether the bracket at *end* abbreviates a common noun: 하루활성이용자(DAU)."""
    match = _BRACKET.match(passage.text, end)
    return match is not None and match.group(1) in labels("common") and match.group(1).isascii()


def explains_common_noun(passage: Passage, start: int, end: int) -> bool:
    """
    Whether a guess in a bracket only says the noun or the abbreviation before it in other letters.

    SI(System Integration), 구매력평가환율(PPP: Purchasing Power Parity), 채무(債務).
    """
    text = passage.text
    place = passage.chunk_ends.get(start - 1)
    if place is not None and text[start - 1] in "(（":
        before = text[passage.chunks[place].start : start - 1]
        if _is_gloss(passage, before, Name(start, end, "ORG", None, "model", 0.0)):
            return True
    opening = _GLOSS.search(text, max(0, start - 20), start)
    written = text[start:end]
    if opening is None or not written.isascii() or " " not in written or text[end : end + 1] not in (")", " ", ","):
        return False
    firsts = "".join(word[0] for word in re.split(r"[ -]", written) if word).upper()
    if opening[1] is not None and opening[1].replace("-", "") in (firsts, "".join(filter(str.isupper, written))):
        return True
    place = passage.chunk_ends.get(len(text[: opening.start(2)].rstrip("* ")))
    if place is None:
        return False
    chunk = passage.chunks[place]
    if not is_hangul(text[chunk.start]):
        return False
    return not passage.proper(chunk.first, chunk.last) or _transliterated(
        passage, chunk.start, [Name(start, end, "ORG", None, "model", 0.0)]
    )


def _ticker(passage: Passage, written: str, start: int) -> Name:
    return Name(start, start + len(written), "TICKER", passage.gazetteer.tickers.get(written), "rule", 0.9)


def by_inner_script(passage: Passage) -> Iterator[Name]:
    """치후(奇虎)360, 완샹(万象)그룹, 다온(상하이)전자: a bracket inside one name; a model's number is set off, 한광(含光) 800."""
    suffixes = labels("suffix")
    for match in _INNER.finditer(passage.text):
        rest, hanja = match["rest"], not is_hangul(match["inside"][0])
        if rest.strip().isdigit():
            model = rest.startswith(" ")
            if hanja and (not model or _stands_alone(passage.text, match.end())):
                yield Name(match.start(), match.end(), "PRODUCT" if model else "ORG", None, "rule", 0.8)
            continue
        if not (hanja or rest.endswith(_LEGAL_FORMS) or _is_place(passage, match["inside"])):
            continue
        length = next((n for n in range(len(rest), 1, -1) if _is_org_end(rest[:n], suffixes)), 0)
        if length and passage.closes(match.start("rest") + length):
            yield Name(match.start(), match.start("rest") + length, "ORG", None, "rule", 0.8)


def _stands_alone(text: str, end: int) -> bool:
    """Whether nothing but a particle or a mark follows a number that may be a model's: no counter."""
    return end >= len(text) or not text[end].isalnum() or particle_length(text, end) > 0


def _is_place(passage: Passage, words: str) -> bool:
    return any(reference.startswith("loc:") for reference in passage.gazetteer.surfaces.get(words, ()))


def _is_org_end(words: str, suffixes: Mapping[str, str]) -> bool:
    """Whether *words* are a suffix of organisations, or end with one: 그룹, 원자력유한공사."""
    return any(suffixes.get(words[at:]) == "ORG" for at in range(len(words) - 1))


def loose_tickers(passage: Passage) -> Iterator[Name]:
    """Exchange codes outside brackets, with their market or behind their label: 9988.HK, 티커는 SNVA; the known one that opens a note."""
    for match in _LOOSE_TICKER.finditer(passage.text):
        yield _ticker(passage, match.group(), match.start())
    for match in _LABELLED.finditer(passage.text):
        yield _ticker(passage, match.group(1), match.start(1))
    opening = _OPENING_CODE.match(passage.text)
    if opening is not None and opening["code"] in passage.gazetteer.tickers:
        yield _ticker(passage, opening["code"], opening.start("code"))


def _abbreviated(passage: Passage, end: int, written: str) -> Name | None:
    """The name that ends at *end*, where the bracket repeats one of its words: 상하이 소노바 로보틱스(소노바)."""
    if not is_hangul(written[0]) or " " in written or len(written) < _FEWEST_LETTERS:
        return None
    text, start = passage.text, end
    for place in range(_WORDS):
        before = text.rfind(" ", max(0, start - 20), max(0, start - 1)) + 1
        word = text[before:start].rstrip(" ")
        if not before or not word or not all(is_word(character) for character in word):
            return None
        start = before
        if place and word == written:
            leading = text.rfind(" ", max(0, start - 20), start - 1) + 1
            located = passage.gazetteer.surfaces.get(text[leading : start - 1], ("",))[0].startswith("loc:")
            return Name(leading if located else start, end, "ORG", None, "rule", 0.8)
    return None


def _head(passage: Passage, end: int, head: Name | None, items: _Items) -> Name | None:
    """The name before the bracket: one found already, else the noun there, where the bracket proves it to be a name."""
    tickers, latin, foreign = items.tickers, items.latin, items.foreign
    place = passage.chunk_ends.get(end)
    if head is not None and (place is None or head.end == end):
        return _widened(passage, head, latin)
    if place is None:
        return None
    chunk = passage.chunks[place]
    written = passage.text[chunk.start : end]
    if written in labels("common") or endings("title").of(written, 0, len(written)) is not None or len(written) < 2:
        return None
    if foreign and not latin and not tickers and _is_gloss(passage, written, foreign[0]):
        return None
    morphemes = passage.morphemes[chunk.first : chunk.last]
    named = passage.proper(chunk.first, chunk.last)
    if not is_hangul(written[0]) and not tickers and not (foreign and script(written[0]) == "latin"):
        return None
    marked = passage.text[end : end + 1] == "(" and passage.text[passage.text.find(")", end) + 1 :][:1] in ("社", "㈜")
    if not named and not tickers and not marked and not _confirmed(passage, written, items):
        return None
    if latin and not tickers and not foreign:
        original = _text(passage, latin[0])
        if _ACRONYM.fullmatch(original) and (len(morphemes) > 1 or len(original) < 3 or _everyday(passage, written, original)):
            return None
    label = "ORG" if tickers else _listed(passage, items) or _label(passage, place) or _spelt(passage, foreign)
    if label is None and (_of_a_class(passage, end) or _transliterated(passage, chunk.start, latin)):
        return None
    if label is None:
        quoted = passage.text[chunk.start - 1 : chunk.start] in ("'", "‘")
        acting = latin or particle_length(passage.text, passage.text.find(")", end) + 1)
        if quoted or not acting:
            return None  # a programme, a product, a place: nothing tells
        label = "ORG"
    fresh = Name(chunk.start, end, label, None, "rule", 0.75)
    return _widened(passage, fresh, latin)


def _everyday(passage: Passage, written: str, original: str) -> bool:
    """Whether a word ends in an everyday noun, has no suffix of a name and does not sound like its letters: 원자층증착장비(ALD)."""
    if endings("suffix").of(written, 0, len(written)) is not None or _likeness(written, original) >= _ALIKE:
        return False
    return any(passage.analyser.is_common(written[cut:]) for cut in range(1, len(written) - 1))


def _of_a_class(passage: Passage, end: int) -> bool:
    """Whether what the bracket explains is a class of firms: 다솜인증(D-PASS) 기업."""
    behind = _BEHIND.match(passage.text, end)
    return behind is not None and behind.group(1).endswith(LEXICON.words("class_of_firms"))


def _transliterated(passage: Passage, start: int, latin: list[Name]) -> bool:
    """Whether Latin words only write a phrase of loanwords in their own letters: 엔진 브라켓(Engine Bracket)."""
    before = passage.text.rfind(" ", max(0, start - 12), max(0, start - 1)) + 1
    word = passage.text[before : start - 1]
    if not latin or len(word) < 2 or passage.text[start - 1] != " " or not passage.analyser.is_common(word):
        return False
    words = _text(passage, latin[0]).split(" ")
    return len(words) > 1 and _likeness(word, words[-2]) >= _ALIKE


def _is_gloss(passage: Passage, written: str, foreign: Name) -> bool:
    """Whether Hanja in a bracket only write a word of the language, a syllable each: 채무(債務), 공매도(空賣渡)."""
    alike = len(written) == foreign.end - foreign.start and script(passage.text[foreign.start]) == "hanja"
    if not alike or written in passage.gazetteer.surfaces:
        return False
    cover = passage.covering(foreign.start - 1 - len(written), foreign.start - 1)
    common = cover is not None and all(m.tag == "NNG" for m in passage.morphemes[slice(*cover)])
    return passage.analyser.is_entry(written) or (common and _spelt(passage, [foreign]) is None)


def _text(passage: Passage, name: Name) -> str:
    return passage.text[name.start : name.end]


def _widened(passage: Passage, head: Name, latin: list[Name]) -> Name:
    """
    *head* with the words before it that its Latin name has too: 월터 아이작슨(Walter Isaacson).

    A word is taken in where the Latin name has more words than the head and the whole sounds more like it.
    """
    if not latin or head.source == "gazetteer":
        return head
    original = _text(passage, latin[0])
    words = len(original.split(" "))
    start = head.start
    for _ in range(words - 1):
        before = passage.text.rfind(" ", max(0, start - 12), start - 1) + 1
        word = passage.text[before : start - 1]
        if passage.text[start - 1 : start] != " " or not word.isalpha() or not is_hangul(word[0]):
            break
        if _likeness(passage.text[before : head.end], original) <= _likeness(passage.text[start : head.end], original):
            break
        start = before
    if start == head.start:
        return head
    person = (
        words in (2, 3)
        and head.label == "ORG"
        and passage.gazetteer.surfaces.get(original) is None
        and not endings("suffix").of(passage.text, start, head.end)
    )
    corporate = person and any(word.strip(".") in labels("latin") for word in original.split(" "))
    return Name(start, head.end, "PERSON" if person and not corporate else head.label, None, "rule", 0.7)


def _confirmed(passage: Passage, written: str, items: _Items) -> bool:
    """Whether the gazetteer has the word as a name of what the bracket names: 체리(Chery)."""
    own = passage.gazetteer.surfaces.get(written, ())
    return any(
        found in own
        for name in (*items.latin, *items.foreign)
        for found in passage.gazetteer.surfaces.get(_text(passage, name), ())
    )


def _listed(passage: Passage, items: _Items) -> str | None:
    """The label of a name in the bracket that the gazetteer knows."""
    for name in (*items.latin, *items.foreign):
        for entity_id in passage.gazetteer.surfaces.get(_text(passage, name), ()):
            return passage.gazetteer.label(entity_id)
    return None


def _spelt(passage: Passage, foreign: list[Name]) -> str | None:
    """What the last characters of a Hanja name say: 象山县 is a place, 宏润建设 a company."""
    closers = endings("hanja")
    for name in foreign:
        if cue := closers.of(passage.text, name.start, name.end):
            return cue.label
    return None


def _label(passage: Passage, place: int) -> str | None:
    """What the noun before the name says it is: 업체 소노바 is ORG, 로봇 소노바 is PRODUCT; None where nothing does."""
    kinds = endings("before")
    text, chunk = passage.text, passage.chunks[place]
    if place and text[passage.chunks[place - 1].end : chunk.start] in (" ", "인 "):
        before = passage.chunks[place - 1]
        if (cue := kinds.of(text, before.start, before.end)) and cue.stem != "quoted":
            return cue.label
    behind = _BEHIND.match(text, chunk.end)
    if behind and labels("before").get(behind.group(1)) == "PRODUCT" and behind.group(1) not in labels("common"):
        return "PRODUCT"
    return None


_ONSETS = "KKNTTLMPPSS SSSKTPH"
_LATIN_CLASS = dict(zip("cgkqdtbpfvsjzxmnlrh", "KKKKTTPPPPSSSSMNLLH", strict=True))
_CODAS = {1: "K", 4: "N", 7: "T", 8: "L", 16: "M", 17: "P", 19: "S", 21: "N"}


def _likeness(hangul: str, latin: str) -> float:
    """How alike the consonants of a Hangul and a Latin spelling run, 0 to 1."""
    return SequenceMatcher(None, _hangul_skeleton(hangul), _latin_skeleton(latin), autojunk=False).ratio()


def _hangul_skeleton(text: str) -> str:
    skeleton: list[str] = []
    for character in text:
        if is_hangul(character):
            code = ord(character) - ord("가")
            skeleton.append(_ONSETS[code // 588].strip())
            skeleton.append(_CODAS.get(code % 28, ""))
    return "".join(skeleton)


def _latin_skeleton(text: str) -> str:
    return "".join(_LATIN_CLASS.get(character, "") for character in text.lower())
