"""Names that the words around them show: 업체 소노바, ‘소노바’를 출시했다, 베트남 소노바 공장, 중국 정부, 한·미, 출처: 소노바."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors.lexicon import LEXICON
from extractors.names.cues import endings, labels
from extractors.names.forms import reads_as_name
from extractors.names.passage import Chunk, Passage
from extractors.names.spans import Name
from extractors.particles import is_hangul

QUOTED = re.compile(
    r"'([^'\n]{2,40})'|‘([^’\n]{2,40})’|\"([^\"\n]{2,30})\"|“([^”\n]{2,30})”"
    r"|「([^」\n]{2,60})」|｢([^｣\n]{2,60})｣|『([^』\n]{2,60})』|<([^<>\n]{2,40})>|《([^》\n]{2,40})》"
)
_PUBLICATION = re.compile(
    r"(?:보고서|논문|저서|웹진|잡지|월간지|계간지|자료집|백서|칼럼|기고문|(?<![가-힣])(?:기사|책|소설|노래))(?:인|에서)? ?$"
)
"""What writings are: a title in quotation marks behind them names no plan."""
OUTLINE = re.compile(r"(?<![가-힣])(?:관련|향후)(?![가-힣])")
"""Words of a heading that says what a chapter is about: 〈고용보험 관련 지원 계획〉 names no plan."""
_BRACKET_TAIL = re.compile(r"\s?\([^()]*\)$")
_SPEECH = re.compile(r"(?:다|요|까|자|라|네|며|고)[.?!]?$|[.?!]$")
_AFTER = re.compile(r"(?:[을를이가은는의도과와]|으로|로|라는|이라는)? ?([가-힣]{1,4})[가-힣]*(?: ([가-힣]{1,4}))?")
_ROW = re.compile(r"(?:\([^()\n]{1,20}\))?(?:, ?| ?[·ㆍ∙] ?|[와과] | 및 |, [^,.\n‘'\"“]{2,20} )")
"""What stands between two quotations of a row."""
_BLAMED = re.compile(rf" ?{LEXICON.alternation('what_befalls')}")
"""What is said of a company in quotation marks and is no product of it: 소노바 ‘카디즘’ 논란."""
_SHORT_FORM = re.compile(r"\((?:이하 )?([가-힣A-Za-z][가-힣A-Za-z0-9 ]{1,15})\)")
_LATIN_REST = re.compile(r"(?: [A-Z][A-Za-z0-9.]*)*")
_SHORT = 3
"""A word in Latin letters shorter than this is more often an abbreviation than a product; so short a stem says little."""
_CREDITED = re.compile(r"[A-Z][A-Za-z.&]+(?: (?:[A-Z][A-Za-z.&]*|of|and)){0,3}")
_PREDICATING = frozenset({"EF", "EC", "EP", "JKS", "JKO", "JX", "JKB", "JKQ"})
_CREDIT = re.compile(r"(?:출처|자료|제공|Source|source)\s?[:：]\s?([^\n()|]{2,60})")
_COUNTRY_PAIR = re.compile(r"(?<![가-힣])[한미중일북러영독]([·∙ㆍ‧・-][한미중일북러영독]){1,3}(?![가-힣]{0,1}[·∙ㆍ])")
_COUNTRIES = {
    "한": "loc:kr", "미": "loc:us", "중": "loc:cn", "일": "loc:jp",
    "북": "loc:kp", "러": "loc:ru", "영": "loc:gb", "독": "loc:de",
}  # fmt: skip
_HOLDERS = frozenset(("최대주주", "대주주"))
_HELD = re.compile(r" 외 \d+ ?[인명]|[은는이가의] |\(\d\d(?:세|\))")
"""Behind a holder of shares, who is a person as often as a company: 최대주주 박도윤 외 2인."""
_PLANT = re.compile(r"(?:공장|광산|제련소|제철소|조선소|사업장)(?![가-힣]{3})")
_GOVERNMENT = re.compile(r" ?정부(?![가-힣]*(?:청사|안|세종))")
_ADMINISTRATIVE = "시도군구"
_AGENT = re.compile(r"(?:은|는|이|가|도|측(?:은|이)?)(?![가-힣])")
_DISTRICT = r" [가-힣]{1,4}[구군읍면동](?:[은는이가을를에로의,]|에서|으로)?(?![가-힣])"
_CITY = re.compile(rf"(?<![가-힣])(?:[가-힣]{{2,3}}시)(?={_DISTRICT})")
_WHERE = re.compile(rf"{_DISTRICT}" r"|(?:, ?[가-힣]{2,6}[시도군구])*(?:에|에서|에는|의|내)(?![가-힣])")
_PUBLIC_ACT = re.compile(rf"{LEXICON.alternation('public_act')}(?! ?{LEXICON.alternation('no_act')})")
_COUNTRY_ID = re.compile(r"loc:([a-z]{2})")


def by_kind(passage: Passage, starting: Mapping[int, Name]) -> Iterator[Name]:
    """The proper noun behind a noun that says what it names: 로봇 업체 소노바, 자회사인 소노바 테크놀로지."""
    text = passage.text
    kinds = endings("before")
    for place, chunk in enumerate(passage.chunks[:-1]):
        cue = kinds.of(text, chunk.start, chunk.end) if text[chunk.end - 1] in kinds.letters else None
        if cue is None or cue.stem == "quoted" or cue.label not in ("ORG", "PRODUCT"):
            continue
        named = passage.chunks[place + 1]
        known = starting.get(named.start)
        first = passage.morphemes[named.first]
        if text[chunk.end : named.start] not in (" ", "인 ") or (known is not None and known.label != "LOC"):
            continue
        if not (first.tag == "SL" or passage.is_proper(first)) or not _is_free(text[named.start : named.end], first.form):
            continue
        end = _name_end(passage, place + 1, after_place=known is not None)
        if cue.cue in _HOLDERS and _HELD.match(text, end) and reads_as_name(passage, text[named.start : end]):
            yield Name(named.start, end, "PERSON", None, "rule", 0.7)
            continue
        unproven = cue.label == "PRODUCT" and (first.tag != "SL" or len(first.form) < _SHORT)
        if end - named.start >= 2 and not unproven and (known is None or end > known.end):
            yield Name(named.start, end, cue.label, None, "rule", 0.65)


def _is_free(*words: str) -> bool:
    return not any(word in labels("common") for word in words)


def _name_end(passage: Passage, place: int, *, after_place: bool) -> int:
    """Where the name ends that begins with the chunk at *place*: 소노바 (투자), 소노바 테크놀로지, Hugging Face."""
    text, parts = passage.text, labels("part")
    chunk = passage.chunks[place]
    if passage.morphemes[chunk.first].tag == "SL" and chunk.last - chunk.first == 1:
        rest = _LATIN_REST.match(text, chunk.end)
        return rest.end() if rest else chunk.end
    last = chunk.last
    while last - chunk.first > 1 and passage.morphemes[last - 1].tag == "NNG" and passage.morphemes[last - 1].form not in parts:
        last -= 1
    end = passage.morphemes[last - 1].end
    while end == passage.chunks[place].end and place + 1 < len(passage.chunks) and text[end] == " ":
        following = passage.chunks[place + 1]
        goes_on = after_place and passage.is_proper(passage.morphemes[following.first])
        if following.start != end + 1 or not (goes_on or _part(passage, following) or _part_follows(passage, place + 1)):
            break
        place, end, after_place = place + 1, following.end, False
    return end


def _part(passage: Passage, chunk: Chunk) -> bool:
    return passage.text[chunk.start : chunk.end] in labels("part")


def _part_follows(passage: Passage, place: int) -> bool:
    """Whether the word behind the chunk at *place* belongs to a company name: 비렌 [인텔리전트] 테크놀로지."""
    if place + 1 >= len(passage.chunks):
        return False
    here, following = passage.chunks[place], passage.chunks[place + 1]
    return following.start == here.end + 1 and passage.bare(here) and _part(passage, following)


def by_quotation(passage: Passage) -> Iterator[Name]:
    """
    What stands in quotation marks and ends like a plan or an event, or is said to be a product.

    What is quoted in a row with a product is one too (‘소노바’, ‘별빛 나루’ 등), and so is its short form in the bracket behind it.
    """
    text = passage.text
    row: list[tuple[int, int]] = []
    product = False
    last = -1
    for match in QUOTED.finditer(text):
        if last < 0 or not _ROW.fullmatch(text, last, match.start()):
            yield from _row_of_products(row, product)
            row, product = [], False
        last = match.end()
        read = _read_quotation(passage, match)
        if isinstance(read, Name):
            yield read
            product = product or read.label == "PRODUCT"
            short = _SHORT_FORM.match(text, match.end())
            if short and read.label == "PRODUCT" and _is_free(short[1]) and _unlisted_word(passage, short[1]):
                yield Name(*short.span(1), "PRODUCT", None, "rule", read.confidence)
        elif read is not None:
            row.append(read)
    yield from _row_of_products(row, product)


def _behind_company(passage: Passage, opening: int) -> bool:
    """Whether a company that the tables know stands before a quotation: 소노바의 ‘별빛 나루’."""
    text = passage.text
    end = opening - (2 if text.startswith("의 ", opening - 2) else 1)
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    return 0 < end < opening and _is_company(passage, text[start:end])


def _is_company(passage: Passage, written: str) -> bool:
    ids = passage.gazetteer.surfaces.get(written, ())
    return bool(ids) and all(entity_id.startswith("org:") for entity_id in ids) and written not in passage.analyser.everyday


def _spoken(passage: Passage, start: int, end: int) -> bool:
    """Whether a quotation ends like a sentence; a noun that only sounds so (계승자, 바다) ends none."""
    index = passage.ends.get(end)
    noun = index is not None and passage.morphemes[index].tag in ("NNG", "NNP", "XSN", "SL")
    return not noun and _SPEECH.search(passage.text[start:end]) is not None


def _unlisted_word(passage: Passage, word: str) -> bool:
    """Whether neither the language nor a table has a word: (나혼렙) is a short form, (사진), (가칭) and (소노바) are none."""
    return word not in passage.gazetteer.surfaces and not passage.analyser.is_entry(word)


def _row_of_products(row: Iterable[tuple[int, int]], product: bool) -> Iterator[Name]:
    if product:
        yield from (Name(start, end, "PRODUCT", None, "rule", 0.6) for start, end in row)


def _read_quotation(passage: Passage, match: re.Match[str]) -> Name | tuple[int, int] | None:
    """The name in a quotation; where only its place is known, the span that may be one; None where it is none."""
    text, before = passage.text, endings("before")
    start, end = match.span(match.lastindex or 0)
    if text[match.start()] in "‘“「｢『《" and text[start] == text[end - 1] == " ":
        start, end = start + 1, end - 1  # ‘ 소노바 지원사업 ’, as converters set it
    inner = text[start:end]
    made = False
    if tail := _BRACKET_TAIL.search(inner):
        made = _is_company(passage, tail[0].strip(" ()"))
        end = start + tail.start()
        inner = text[start:end]
    if (
        titles_a_writing(passage, start)
        or _spoken(passage, start, end)
        or inner != inner.strip()
        or not inner
        or "," in inner
        or OUTLINE.search(inner)
    ):
        return None
    statute = text[match.start()] in "「｢『"
    cue = endings("inside").of(text, start, end)
    if cue is not None and end - start > len(cue.cue) + 1 and (statute or _naming(passage, start, end)):
        return Name(start, end, cue.label, None, "rule", 0.7)
    if text[match.start()] in '"“<' or statute:
        return None
    opening = match.start() - 1
    said = opening - len(aside[0]) if (aside := _BRACKET_TAIL.search(text, max(0, opening - 30), opening)) else opening
    left = before.of(text, max(0, said - 12), said) if said > 0 and text[opening] == " " else None
    sure = left is not None and (left.stem != "quoted" or _unknown(passage, start, end))
    if left is not None and sure and _boundary(passage, said) and not _describing(passage, start, end):
        return Name(start, end, left.label, None, "rule", 0.75)
    if made or (
        _unknown(passage, start, end) and _behind_company(passage, match.start()) and not _BLAMED.match(text, match.end())
    ):
        return Name(start, end, "PRODUCT", None, "rule", 0.6)
    bracket = _SHORT_FORM.match(text, match.end())
    follows = _AFTER.match(text, bracket.end() if bracket else match.end())
    after = labels("after")
    if follows is not None and any(_begins(word or "", after) for word in follows.groups()) and _unknown(passage, start, end):
        return Name(start, end, "PRODUCT", None, "rule", 0.65)
    return (start, end) if _unknown(passage, start, end) else None


def _boundary(passage: Passage, end: int) -> bool:
    index = passage.ends.get(end)
    return index is not None and passage.morphemes[index].tag in ("NNG", "NNP", "SL", "XSN")


def _begins(word: str, cues: Mapping[str, str]) -> bool:
    return any(word[:length] in cues for length in range(1, len(word) + 1))


def with_places(passage: Passage, policies: Iterable[Name], places: Mapping[int, Name]) -> Iterator[Name]:
    """A plan or fund with the city or province before it, whose own it is: 충주시 로봇산업 발전 투자기금."""
    for name in policies:
        place = places.get(name.start - 1)
        if name.label != "POLICY" or place is None or passage.text[place.end] != " ":
            continue
        if passage.text[place.end - 1] in "시도성군구" and place.end - place.start > 2:
            yield Name(place.start, name.end, "POLICY", None, "rule", name.confidence)


def titles_a_writing(passage: Passage, start: int) -> bool:
    """Whether what is quoted from *start* on is the title of a report, a book, a song."""
    opening = start - 1
    return opening >= 0 and _PUBLICATION.search(passage.text[max(0, opening - 8) : opening]) is not None


def _describing(passage: Passage, start: int, end: int) -> bool:
    """Whether a single quoted word is a verb or an adjective made a noun: 카드 '흐림'."""
    cover = passage.covering(start, end)
    return cover is not None and [m.tag for m in passage.morphemes[slice(*cover)]] in (["VA", "ETN"], ["VV", "ETN"])


def _naming(passage: Passage, start: int, end: int) -> bool:
    """Whether a quoted phrase is put as a name: nouns and what modifies them, no subject, object or closed sentence."""
    cover = passage.covering(start, end)
    return cover is not None and not any(m.tag in _PREDICATING for m in passage.morphemes[slice(*cover)])


def _unknown(passage: Passage, start: int, end: int) -> bool:
    """Whether a quoted phrase holds a proper noun or Latin letters, so that it is no common noun in quotation marks."""
    cover = passage.covering(start, end)
    if cover is None or (":" not in passage.text[start:end] and not _naming(passage, start, end)):
        return False
    inside = passage.morphemes[slice(*cover)]
    fresh = any((m.tag == "SL" and m.form not in labels("common")) or m.oov for m in inside)
    return fresh or passage.proper(*cover)


def by_place(passage: Passage, places: Mapping[int, Name]) -> Iterator[Name]:
    """
    A proper noun behind a place, with the suffix of one or before a plant: 중국 하이펑성, 베트남 소노바 공장.

    *places* are the LOC by the offset of their end, and the companies, whose plants stand in places too: BMW 소노바 공장.
    """
    text = passage.text
    facilities = labels("facility")
    for place, chunk in enumerate(passage.chunks[1:-1], start=1):
        left = places.get(chunk.start - 1)
        if left is None or text[chunk.start - 1] != " ":
            continue
        suffix = endings("suffix").of(text, chunk.start + _SHORT, chunk.end)
        if left.label == "LOC" and suffix is not None and suffix.label == "LOC" and passage.proper(chunk.first, chunk.last):
            yield Name(chunk.start, chunk.end, "LOC", None, "rule", 0.7)
        if not passage.bare(chunk):
            continue
        following = passage.chunks[place + 1]
        morphemes = passage.morphemes[chunk.first : chunk.last]
        if (
            len(morphemes) != 1
            or not passage.is_proper(morphemes[0])
            or chunk.end - chunk.start < 2
            or following.start != chunk.end + 1
        ):
            continue
        if not _is_free(text[chunk.start : chunk.end]):
            continue
        if left.label == "ORG" and not (_PLANT.match(text, following.start) and _unlisted(passage, chunk)):
            continue
        written = text[following.start : following.end]
        if written in ("산업단지", "공업단지", "산단", "경제특구"):
            yield Name(chunk.start, following.end, "LOC", None, "rule", 0.7)
        elif written in facilities or passage.morphemes[following.first].form in facilities:
            yield Name(chunk.start, chunk.end, "LOC", None, "rule", 0.65)


def _unlisted(passage: Passage, chunk: Chunk) -> bool:
    """Whether the word is one that no table has: between a company and its plant it is a place."""
    written = passage.text[chunk.start : chunk.end]
    return written not in passage.gazetteer.surfaces and _is_free(written)


def by_government(passage: Passage, places: Mapping[int, Name]) -> Iterator[Name]:
    """중국 정부: a country and its government are one ORG."""
    for end, name in places.items():
        country = _COUNTRY_ID.fullmatch(name.entity_id or "")
        match = _GOVERNMENT.match(passage.text, end)
        if country and match and passage.closes(match.end()):
            yield Name(name.start, match.end(), "ORG", f"org:{country.group(1)}-government", "rule", 0.9)


def by_district(passage: Passage) -> Iterator[Name]:
    """A city before one of its districts: 서울시 강남구."""
    for match in _CITY.finditer(passage.text):
        ids = passage.gazetteer.surfaces.get(match[0][:-1], ())
        if place := next((found for found in ids if found.startswith("loc:")), None):
            yield Name(match.start(), match.end(), "LOC", place, "gazetteer", 0.9)


def acting(passage: Passage, names: Iterable[Name]) -> Iterator[Name]:
    """*names*, with a city or province as a body where it does something, as a place where something is: 선전시는 발표했다, 울산시에."""
    known = passage.gazetteer
    for name in names:
        surface = passage.text[name.start : name.end]
        if len(surface) <= 2 or surface[-1] not in _ADMINISTRATIVE:
            yield name
        elif name.label == "LOC" and _acts(passage, name.end):
            yield replace(name, label="ORG")
        elif name.label == "ORG" and name.source == "gazetteer" and _WHERE.match(passage.text, name.end):
            ids = (*known.surfaces.get(surface, ()), *known.surfaces.get(surface[:-1], ()))
            yield replace(name, label="LOC", entity_id=next((found for found in ids if found.startswith("loc:")), None))
        else:
            yield name


def _acts(passage: Passage, end: int) -> bool:
    _, stop = passage.sentence(end)
    return _AGENT.match(passage.text, end) is not None and _PUBLIC_ACT.search(passage.text, end, stop) is not None


_DATED_PLAN = re.compile(r"(?<![\d.])\d{1,2}[·.∙ㆍ]\d{1,2} ?(?:[가-힣]{2,6} ?){0,2}(?:대책|조치|선언)(?![가-힣]{3})")


def by_day(passage: Passage) -> Iterator[Name]:
    """Measures that are called by their day: 8·2 부동산 대책."""
    for match in _DATED_PLAN.finditer(passage.text):
        yield Name(match.start(), match.end(), "POLICY", None, "rule", 0.7)


def by_country_pair(passage: Passage) -> Iterator[Name]:
    """한·미, 미·중: each syllable is a country."""
    for match in _COUNTRY_PAIR.finditer(passage.text):
        for at in range(match.start(), match.end(), 2):
            syllable = passage.text[at]
            yield Name(at, at + 1, "LOC", _COUNTRIES[syllable], "rule", 0.7)


def by_credit(passage: Passage) -> Iterator[Name]:
    """출처: Sonova, 가온증권 리서치센터."""
    for match in _CREDIT.finditer(passage.text):
        at = match.start(1)
        for part in re.split(r"(,\s?|·|ㆍ|∙|/|; )", match.group(1)):
            written = part.strip()
            start = at + len(part) - len(part.lstrip())
            at += len(part)
            latin = _CREDITED.fullmatch(written) is not None and written not in labels("common")
            hangul = written[:1] > "" and is_hangul(written[0]) and " " not in written
            if latin or (hangul and _proper_word(passage, start, start + len(written))):
                yield Name(start, start + len(written), "ORG", None, "rule", 0.7)


def _proper_word(passage: Passage, start: int, end: int) -> bool:
    cover = passage.covering(start, end)
    return cover is not None and passage.proper(*cover)
