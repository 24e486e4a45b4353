"""Shallow syntax of Korean: noun chunks with their particles, and predicates with their endings.

Korean marks who does what by particles behind nouns and closes each clause with a predicate, so chunks, particles and
predicates in their order carry most of what a full parse would. Brackets nest: what stands in them has its own `depth`,
and a particle behind a closing bracket belongs to the noun before the opening one (`에코프로비엠(247540)은`).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from extractors.analyser import Morpheme
from extractors.lexicon import LEXICON

NOUNS = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "SN", "SL", "SH", "XPN", "XSN", "XR", "W_SERIAL", "MM", "W_HASHTAG"})
_JOINTS = frozenset("·∙‧ㆍ・&/") | {"및"}
"""Between nouns without a blank they make one noun phrase: 음식·숙박, 원/달러, 농산물및석유류."""
_FIRST_PARTS = frozenset({"MAG", "ETN", "VV"})
"""Tags of what may begin a noun that Kiwi does not know as one: 현재|흡연율, 걷|기|실천율."""
_NO_NAME = frozenset("VEM")
"""First letters of the tags of verbs, endings and adverbs, which a name has none of."""
_LETTER_BULLETS = frozenset({"o", "O", "ㅇ"})
"""Letters that stand for ○ at the head of an item, also where the lines of a list were joined."""
START, END = attrgetter("start"), attrgetter("end")
"""Where a span begins and ends, for searching lists of them."""
OPENING, CLOSING = "([{（［〔〈《「『｢<", ")]}）］〕〉》」』｣>"
_TITLED = frozenset("」』｣〉》")
"""Signs behind a title, which is a noun of its own where a blank stands before it: 반면 「건설수주지수」는."""
TOPIC, SUBJECT, OBJECT, POSSESSIVE = "topic", "subject", "object", "possessive"
_ROLES = {
    "은": TOPIC,
    "는": TOPIC,
    "ᆫ": TOPIC,
    "도": TOPIC,
    "역시": TOPIC,
    "의": POSSESSIVE,
    "을": OBJECT,
    "를": OBJECT,
    "ᆯ": OBJECT,
}
LINKING = frozenset(LEXICON.words("linking verb"))
"""Verbs that link nouns like prepositions (상장을 위한, 이에 따른): no clause of their own."""
_TAG_ROLES = {"JKS": SUBJECT, "JKC": SUBJECT, "JKO": OBJECT, "JKG": POSSESSIVE}


NEAR = 64
"""Chunks before a place that are looked at: what is further away belongs to something else."""


@dataclass(slots=True)
class Chunk:
    """A run of nouns, without its particle."""

    start: int
    end: int
    depth: int
    particle: str = ""
    role: str | None = None


@dataclass(slots=True)
class Predicate:
    """A verb, adjective or verbal noun with its endings.

    `lemma` is the stem (`증가하`, `늘`), `ending` the last ending's tag: EC goes on, EF ends, ETM stands before a noun, ETN is a noun,
    and `noun` is a verbal noun that ends a sentence without any verb (`… 5% 증가.`).
    """

    start: int
    end: int
    lemma: str
    ending: str
    forms: tuple[str, ...]
    depth: int
    compound: str = ""
    """Stem and auxiliary as one verb where they are written as one (내 + 놓 in 내놨다); else empty."""


@dataclass(slots=True)
class Sentence:
    """A sentence cut into chunks and predicates, in text order."""

    start: int
    end: int
    chunks: list[Chunk] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    morphemes: Sequence[Morpheme] = ()

    def first_predicate(self, at: int) -> int:
        """The index of the first predicate that ends behind *at*."""
        return bisect.bisect_right(self.predicates, at, key=END)

    def predicate_at(self, at: int) -> Predicate | None:
        """The predicate around *at*."""
        found = next(iter(self.predicates[(first := self.first_predicate(at)) : first + 1]), None)
        return found if found is not None and found.start <= at else None

    def chunk_at(self, at: int) -> Chunk | None:
        """The chunk around *at*."""
        first = bisect.bisect_right(self.chunks, at, key=END)
        found = next(iter(self.chunks[first : first + 1]), None)
        return found if found is not None and found.start <= at else None

    def chunks_within(self, start: int, end: int) -> Sequence[Chunk]:
        """The chunks that begin in [start, end), in text order; at most `NEAR` of them, the last ones."""
        last = bisect.bisect_left(self.chunks, end, key=START)
        first = bisect.bisect_left(self.chunks, start, hi=last, key=START)
        return self.chunks[max(first, last - NEAR) : last]

    def clause_end(self, at: int, depth: int = 0) -> int:
        """Where the clause around *at* ends: behind the first predicate that goes on or ends (not one before a noun)."""
        for index in range(self.first_predicate(at), len(self.predicates)):
            predicate = self.predicates[index]
            if predicate.depth <= depth and predicate.ending in ("EC", "EF", "noun"):
                return predicate.end
        return self.end

    def clause_start(self, at: int, depth: int = 0) -> int:
        """Where the clause around *at* begins: behind the last such predicate before it."""
        for index in range(self.first_predicate(at) - 1, -1, -1):
            predicate = self.predicates[index]
            if predicate.depth <= depth and predicate.ending in ("EC", "EF"):
                return predicate.end
        return self.start

    def predicates_after(self, at: int) -> Iterator[Predicate]:
        """The predicates behind *at*, nearest first."""
        first = bisect.bisect_left(self.predicates, at, key=START)
        return (self.predicates[index] for index in range(first, len(self.predicates)))


class Syntax:
    """The sentences of a document, found by position."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.sentences = sentences
        self._starts = [sentence.start for sentence in sentences]

    def at(self, position: int) -> Sentence | None:
        """The sentence that covers *position*."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.sentences[index].end:
            return None
        return self.sentences[index]

    def index(self, sentence: Sentence) -> int:
        """Its running number."""
        return bisect.bisect_left(self._starts, sentence.start)


def read_syntax(text: str, morphemes: Sequence[Morpheme], names: Iterable[tuple[int, int]] = ()) -> Syntax:
    """
    Cut the sentences that *morphemes* form (by `Morpheme.sentence`) into chunks and predicates.

    One of *names*, spans in text order, is a single noun, also where the analyser has read a verb in it: 다온자산운용 as 다+오+ㄴ+자산+운용.
    """
    sentences: list[Sentence] = []
    at = 0
    morphemes = _with_names(text, morphemes, names)
    while at < len(morphemes):
        number, first = morphemes[at].sentence, at
        while at < len(morphemes) and morphemes[at].sentence == number:
            at += 1
        sentences.append(_read_sentence(text, morphemes[first:at]))
    return Syntax(sentences)


def _with_names(text: str, morphemes: Sequence[Morpheme], names: Iterable[tuple[int, int]]) -> Sequence[Morpheme]:
    whole: list[Morpheme] = []
    at = 0
    for start, end in names:
        first = bisect.bisect_left(morphemes, start, lo=at, key=START)
        last = bisect.bisect_left(morphemes, end, lo=first, key=START)
        inside = morphemes[first:last]
        if not any(morpheme.tag[0] in _NO_NAME for morpheme in inside):
            continue
        if (
            inside[0].start == start
            and max(morpheme.end for morpheme in inside) == end
            and inside[0].sentence == inside[-1].sentence
        ):
            whole += morphemes[at:first]
            whole.append(inside[0]._replace(form=text[start:end], lemma=text[start:end], tag="NNP", end=end))
            at = last
    return [*whole, *morphemes[at:]] if whole or at else morphemes


def _read_sentence(text: str, morphemes: Sequence[Morpheme]) -> Sentence:
    sentence = Sentence(morphemes[0].start, max(m.end for m in morphemes), morphemes=morphemes)
    builder = _Builder(text, sentence)
    for index, morpheme in enumerate(morphemes):
        builder.take(index, morpheme)
    builder.close()
    return sentence


def _inchoative(verb: Sequence[Morpheme]) -> Morpheme | None:
    """The 지 that makes a verb of an adjective, 좋아지다 and 두꺼워지다: one lemma, also where the analyser parts it into 좋 + 어 + 지."""
    at = next((i for i, m in enumerate(verb) if m.tag in ("VA", "XSA")), None)
    if at is None or [m.tag for m in verb[at + 1 : at + 3]] != ["EC", "VX"] or verb[at + 2].form != "지":
        return None
    return verb[at + 2]


class _Builder:
    """Walks over the morphemes of one sentence and fills in its chunks and predicates."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.depth = 0
        self.open: list[Chunk | None] = []  # the chunk before each open bracket
        self.chunk: Chunk | None = None
        self.last: Chunk | None = None  # a particle that follows belongs to this one
        self.verb: list[Morpheme] = []
        self.noun: Morpheme | None = None
        self.stem = ""

    def _stem(self, index: int) -> str:
        """The verbal noun before 하 or 되, with its prefix and suffix: 역성장, 뒷걸음질."""
        before = self.sentence.morphemes[:index]
        parts = [before[-1].form] if before else []
        for left, right in zip(reversed(before[:-1]), reversed(before), strict=False):
            if left.end != right.start or (left.tag != "XPN" and right.tag != "XSN"):
                break
            parts.insert(0, left.form)
        return "".join(parts)

    def take(self, index: int, morpheme: Morpheme) -> None:
        tag, form = morpheme.tag, morpheme.form
        if self.verb:
            if tag[0] == "E" or tag in ("VX", "VCP", "VCN"):
                self.verb.append(morpheme)
                return
            self._end_verb()
        if form in OPENING and tag in ("SSO", "SW", "SP", "SY", "SF", "SO"):
            self.open.append(self._end_chunk())
            self.depth += 1
        elif form in CLOSING and tag in ("SSC", "SW", "SP", "SY", "SF", "SO"):
            self._close_bracket(form)
        elif form in _JOINTS and self._joins(index):
            self._extend(morpheme)
        elif form in _LETTER_BULLETS and self._stands_alone(morpheme):
            self._end_chunk()
            self.last = self.noun = None
        elif tag in NOUNS:
            self._noun(index, morpheme)
        elif tag in ("XSV", "XSA") and self.noun is not None:
            self.verb = [self.noun, morpheme]
            self.stem = self._stem(index)
            self._end_chunk()
        elif tag in ("VV", "VA", "VX", "VCN") or tag == "VCP":
            self._end_chunk()
            self.verb = [morpheme]
        elif tag[0] == "J":
            self._particle(morpheme)
        elif tag in ("SSO", "SSC", "SS"):  # quotation marks keep a chunk open
            self.noun = None
            if self.chunk is None or tag == "SSO":
                self._end_chunk()
        else:
            self._end_chunk()
            self.last = None
            if tag not in ("SF", "SE"):
                self.noun = None

    def _close_bracket(self, sign: str) -> None:
        """A particle behind a bracket belongs to the noun before it, `교육부(장관 …)는`, or where that has one already or *sign* closes a title
        that stands apart, to the last inside: 을 in `교육부는 「종합대책」을`.
        """
        inner, outer = self._end_chunk(), self.open.pop() if self.open else None
        inside = inner is not None and inner.depth == self.depth > 0
        self.depth = max(0, self.depth - 1)
        apart = sign in _TITLED and (outer is None or self.text[outer.end : outer.end + 1] == " ")
        self.last = (inner if inside else None) if apart or (outer is not None and outer.particle) else outer

    def close(self) -> None:
        self._end_verb()
        noun = self.noun
        if noun is not None and noun.tag in ("NNG", "XR"):  # nominal style: the last noun is the predicate
            self.sentence.predicates.append(Predicate(noun.start, noun.end, noun.form + "하", "noun", (), self.depth))

    def _noun(self, index: int, morpheme: Morpheme) -> None:
        if self.chunk is None or "\n" in self.text[self.chunk.end : morpheme.start]:
            self._end_chunk()
            self.chunk = Chunk(self._word_start(index), morpheme.end, self.depth)
            self.sentence.chunks.append(self.chunk)
        self.chunk.end = morpheme.end
        self.last = self.chunk
        self.noun = morpheme

    def _word_start(self, index: int) -> int:
        """Where the word begins whose noun stands at *index*: an adverb or a verb made a noun, written with it, is its first part."""
        morphemes = self.sentence.morphemes
        first = index
        while first > 0 and morphemes[first - 1].end == morphemes[first].start and morphemes[first - 1].tag in _FIRST_PARTS:
            first -= 1
        return morphemes[first].start

    def _joins(self, index: int) -> bool:
        """Whether the joint at *index* makes one phrase of two nouns."""
        joint = self.sentence.morphemes[index]
        if self.chunk is None or self.chunk.end != joint.start:
            return False
        following = next(iter(self.sentence.morphemes[index + 1 : index + 2]), None)
        return following is not None and following.start == joint.end and following.tag in NOUNS

    def _extend(self, joint: Morpheme) -> None:
        if self.chunk is not None:
            self.chunk.end = joint.end
        self.noun = None

    def _stands_alone(self, letter: Morpheme) -> bool:
        around = self.text[max(0, letter.start - 1) : letter.start] + self.text[letter.end : letter.end + 1]
        return not around.strip() and self.text[letter.end : letter.end + 1] != ""

    def _particle(self, morpheme: Morpheme) -> None:
        chunk = self.chunk or self.last
        self._end_chunk()
        if chunk is None or self.text[chunk.end : morpheme.start].strip(CLOSING + "'\"’” "):
            inside = self.text[chunk.end : morpheme.start] if chunk else ""
            if chunk is None or not inside.rstrip("'\"’” ").endswith(tuple(CLOSING)):
                return
        self.noun = None
        chunk.depth = min(chunk.depth, self.depth)
        chunk.particle += morpheme.form
        chunk.role = _TAG_ROLES.get(morpheme.tag) or _ROLES.get(morpheme.form) or chunk.role
        self.last = chunk

    def _end_chunk(self) -> Chunk | None:
        chunk, self.chunk = self.chunk, None
        return chunk or self.last

    def _end_verb(self) -> None:
        if not self.verb:
            return
        verb, self.verb = self.verb, []
        stem = verb[0]
        lemma = self.stem + verb[1].form if len(verb) > 1 and verb[1].tag in ("XSV", "XSA") else stem.form
        if (inchoative := _inchoative(verb)) is not None:
            lemma = self.text[stem.start : inchoative.start] + inchoative.form
        ending = next((m.tag for m in reversed(verb) if m.tag[0] == "E" and m.tag != "EP"), "EC")
        forms = tuple(m.form for m in verb)
        auxiliary = next((m.form for m in verb[1:] if m.tag == "VX"), "")
        end = max(m.end for m in verb)
        compound = stem.form + auxiliary if auxiliary and " " not in self.text[stem.start : end] else ""
        self.sentence.predicates.append(Predicate(stem.start, end, lemma, ending, forms, self.depth, compound))
        self.noun = None
        self.last = None
