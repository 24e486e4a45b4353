"""What a quantity measures: the ontology of seeds/metrics.csv, its words in a text, and which of them a quantity belongs to."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.scopes import unspaced
from extractors.seeds import Row, read_seed
from schemas import MetricKind

COLUMNS = (
    "metric", "broader", "kind", "name_ko", "name_en", "definition_en", "definition_ko", "cues", "counted", "lookalikes", "units",
    "counters", "otherwise", "default_for", "own_subject", "signed", "judged_as", "example",
)  # fmt: skip
OTHER = "other"
_UNIT_CLASSES = frozenset({"percent", "percentage_point", "basis_point", "multiple", "count", "rank", "score", "TOPS", "FLOPS"})
_PARTS = frozenset({"percent", "percentage_point", "basis_point"})
_TOLD = ("kind", "name_ko", "name_en", "definition_en", "definition_ko", "units", "example")
_REFERRING = ("broader", "otherwise", "judged_as")
_BLANK = " "
_LONGEST_LABEL = 40
"""Characters of what may be one word set wide."""
_LATIN = r"[A-Za-z0-9]"
_OTHER_WORD = re.compile(
    rf"(?!{LEXICON.alternation('after_metric')}){LEXICON.alternation('metric_tail')}| ?{LEXICON.alternation('metric head')}"
)
"""
What stands behind a cue and makes another word of it: 수출사업, 투자자, 교육비 세액공제; 수출자금 is 수출 and 자금.
"""
_BALANCE_SIGNS = frozenset(LEXICON.words("balance_sign"))
PRICE_OR_JOSA = "가"
"""The end of a word of a price that is also the particle behind a vowel: 판매가, 목표가."""
_QUANTITY_TOLD = re.compile(rf"\s?{LEXICON.alternation('quantity told')}")
"""Behind such a word: what a size does and no price does."""
_NOUN_PARTICLE = re.compile(
    r"[를는도의와로]|\s?(?:상향|하향|유지|제시|대비|컨센서스|괴리율|추이|변동|조정)|인\s|\s\d{1,3}(?:,\d{3})+\s?원|\s\d{1,3}만\s?(?:\d,?\d{3}\s?)?원"
)
"""Behind a word that is the goal of a broker: 목표가를, 목표가 대비, 목표가 210,000원."""
_GOAL_OF = re.compile(r"(?:매출|이익|실적|수주|판매|수출|감축|투자|모금|배당|임금|요금|가격|저축|기부|연봉|월급)[가-힣]{0,2}\s?$")
"""Before the goal of somebody else: 모금 목표가 12만원."""
_GOAL_REACH = 8
"""Characters in which that stands."""
_GOALS = frozenset({"목표가"})
_BRANCHES = 16
"""Branches of the pattern that are tried one by one; more of them are split by their first characters."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of seeds/metrics.csv."""

    name: str
    broader: str | None
    """The more general metric; a query for it finds this one."""
    kind: MetricKind
    name_ko: str
    name_en: str
    definition_en: str
    definition_ko: str
    units: frozenset[str]
    counters: frozenset[str]
    otherwise: str | None
    """The metric that its words mean beside a unit which it cannot have: 수주 with money is a value, with 척 a number of ships."""
    default_for: frozenset[str]
    own_subject: bool
    """Whether the metric's own words say whose it is where nobody is named: 수출, 환율, 물가."""
    owned: bool
    """Whether its words never do, because it is always somebody's: 매출, 주가, 점유율."""
    of_product: bool
    """Whether it is what a product can do, and not its maker: 파라미터, 벤치마크, 주행거리."""
    signed: bool
    """Whether it is a profit or balance, which a loss or deficit makes negative."""
    judged_as: str
    """The metric whose figures those of this one resemble: rare metrics are judged by what was learned of a frequent one."""
    example: str

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity of this kind can be a size or a change of the metric."""
        kind = unit_class(quantity)
        if kind == "count":
            return "count" in self.units and (not quantity.counter or not self.counters or quantity.counter in self.counters)
        if kind == "percentage_point":
            return bool(self.units & _PARTS)
        return kind in self.units


@dataclass(frozen=True, slots=True)
class Cue:
    """A metric's word where it stands."""

    start: int
    end: int
    text: str
    metrics: tuple[Metric, ...]
    """The metric it names, and the one it means where the unit does not fit that."""
    counted: bool = False
    """Whether it names the things that are counted (환자 12명), so that it says nothing beside money or a percentage."""


class Ontology:
    """The metrics, which of them is broader than which, and their words; immutable."""

    def __init__(self, rows: Iterable[Row]) -> None:
        read = [(row, _metric(row)) for row in rows]
        self._metrics: dict[str, Metric] = {}
        for row, metric in read:
            if self._metrics.setdefault(metric.name, metric) is not metric:
                raise row.error("metric", f"{metric.name} stands twice")
        self._chains = {name: self._chain(name) for name in self._metrics}
        self._defaults = {kind: metric for _, metric in reversed(read) for kind in metric.default_for}
        self._cues: dict[str, tuple[tuple[Metric, ...], bool]] = {}
        self._words: set[str] = set()
        for row, metric in read:
            self._check(row, metric)
            otherwise = (self._metrics[metric.otherwise],) if metric.otherwise else ()
            for column in ("cues", "counted"):
                for cue in row.parts(column):
                    self._add(row, column, cue, (metric, *otherwise))
        for row, _ in read:
            for word in row.parts("lookalikes"):
                if _squeezed(word) in self._cues:
                    raise row.error("lookalikes", f"{word} is a cue")
                self._words.add(word)

    def _check(self, row: Row, metric: Metric) -> None:
        for column in _REFERRING:
            if row[column] and row[column] not in self._metrics:
                raise row.error(column, f"{row[column]} is no metric")
        top = self.get(self.chain(metric.name)[-1])
        if top is not None and top.broader:
            raise row.error("broader", f"{top.broader} is broader than itself")

    def _add(self, row: Row, column: str, cue: str, metrics: tuple[Metric, ...]) -> None:
        held, _ = self._cues.setdefault(_squeezed(cue), (metrics, column == "counted"))
        if held[0] is not metrics[0]:
            raise row.error(column, f"{cue} is a cue of {held[0].name}, too")
        self._words.add(cue)

    def __iter__(self) -> Iterator[Metric]:
        """The metrics in the order of the table."""
        return iter(self._metrics.values())

    def get(self, name: str) -> Metric | None:
        """The metric called *name*; None for `other`."""
        return self._metrics.get(name)

    def default_for(self, kind: str) -> Metric | None:
        """The first metric that a unit or counter alone tells."""
        return self._defaults.get(kind)

    def words(self, name: str) -> tuple[str, ...]:
        """The cues of the metric called *name*, without blanks."""
        return tuple(cue for cue, (metrics, _) in self._cues.items() if metrics[0].name == name)

    def chain(self, name: str) -> tuple[str, ...]:
        """*name* and the broader ones, the nearest first."""
        return self._chains.get(name) or (name,)

    def _chain(self, name: str) -> tuple[str, ...]:
        found = [name]
        while (metric := self.get(found[-1])) is not None and metric.broader and metric.broader not in found:
            found.append(metric.broader)
        return tuple(found)

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        trie: dict[str, Any] = {}
        for word in self._words:
            node = trie
            for part in re.finditer(r"( ?)(\S)", word):
                node = node.setdefault(part[2], {})
                node[_BLANK] = node.get(_BLANK, "") or (part[1] and r"\s?")
            node[""] = rf"(?!{_LATIN})" if word[-1].isascii() else ""
        first = "".join(map(re.escape, trie))
        return re.compile(f"(?=[{first}]){_source(trie, rf'(?<!{_LATIN})')}")

    def cues(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """
        The metric words in text[start:end], in order; the longest one wins where several begin.

        흑자 and 적자 are of the balance that was named before them (`경상수지는 98억 달러 흑자`), else of a company's business.
        """
        signed: tuple[Metric, ...] | None = None
        for match in self._pattern.finditer(text, start, end):
            entry = self._cues.get(_squeezed(match[0]))
            found_end, word = match.end(), match[0]
            if entry is not None and word.endswith(PRICE_OR_JOSA):
                stem = self._cues.get(_squeezed(word[:-1]))
                others = word in _GOALS and _GOAL_OF.search(text, max(start, match.start() - _GOAL_REACH), match.start())
                if stem is None and word in _GOALS and (others or not _NOUN_PARTICLE.match(text, found_end)):
                    continue  # 매출 목표가 3조원: a goal and a particle
                if stem is not None and _QUANTITY_TOLD.match(text, found_end, end):
                    entry, word, found_end = stem, word[:-1], found_end - 1  # 판매가 늘었다: sales and a particle
            if entry is None or _OTHER_WORD.match(text, found_end, end):
                continue
            metrics, counted = entry
            if metrics[0].signed:
                signed = metrics = signed if signed is not None and word in _BALANCE_SIGNS else metrics
            yield Cue(match.start(), found_end, word, metrics, counted)


def _metric(row: Row) -> Metric:
    for column in _TOLD:
        if not row[column]:
            raise row.error(column, "it is empty")
    if row["kind"] not in get_args(MetricKind):
        raise row.error("kind", f"{row['kind']} is none of {', '.join(get_args(MetricKind))}")
    for unit in row.parts("units"):
        if unit not in _known_units():
            raise row.error("units", f"{unit} is no kind of unit")
    for column, values in (("own_subject", ("", "yes", "no", "product")), ("signed", ("", "yes"))):
        if row[column] not in values:
            raise row.error(column, f"{row[column]} is not {' or '.join(filter(None, values))}")
    return Metric(
        row["metric"],
        row["broader"] or None,
        row["kind"],  # type: ignore[arg-type]
        row["name_ko"],
        row["name_en"],
        row["definition_en"],
        row["definition_ko"],
        frozenset(row.parts("units")),
        frozenset(row.parts("counters")),
        row["otherwise"] or None,
        frozenset(row.parts("default_for")),
        row["own_subject"] == "yes",
        row["own_subject"] == "no",
        row["own_subject"] == "product",
        row["signed"] == "yes",
        row["judged_as"] or row["metric"],
        row["example"],
    )


@functools.cache
def _known_units() -> frozenset[str]:
    return _UNIT_CLASSES | {"money"} | {row["dimension"] for row in read_seed("units.csv", ("dimension",))}


def _squeezed(word: str) -> str:
    return "".join(word.split())


def _source(node: Mapping[str, Any], before_latin: str = "") -> str:
    """The words of a trie as the source of a regular expression, longer ones first; a blank in a word may be missing in the text."""
    branches = [
        (character, (before_latin if character.isascii() else "") + after[_BLANK] + re.escape(character) + _source(after))
        for character, after in sorted(node.items())
        if character not in ("", _BLANK)
    ]
    grouped = [source for _, source in branches]
    if len(branches) > _BRANCHES:  # a look at the next character spares trying each of them
        grouped = [_group(branches[at : at + _BRANCHES]) for at in range(0, len(branches), _BRANCHES)]
    if "" in node:
        grouped.append(node[""])
    return f"(?:{'|'.join(grouped)})"


def _group(branches: Sequence[tuple[str, str]]) -> str:
    characters = "".join(re.escape(character) for character, _ in branches)
    blank = r"\s?" if any(source.startswith(r"\s?") for _, source in branches) else ""
    return f"(?={blank}[{characters}])(?:{'|'.join(source for _, source in branches)})"


METRICS = Ontology(read_seed("metrics.csv", COLUMNS))
"""The table of the package: a constant, like the code that is written around it."""


def _kept(words: str, label: str) -> list[int]:
    """Where in *words* each character of *label* stands, which is *words* without some blanks."""
    kept: list[int] = []
    for at, character in enumerate(words):
        if len(kept) < len(label) and label[len(kept)] == character:
            kept.append(at)
    return kept


@functools.lru_cache(maxsize=8192)  # rules and options ask for the same phrases again and again
def find_cues(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The metric words in text[start:end]; where that is one word whose letters stand apart (생 산), the cue is all of it."""
    words = text[start:end] if end - start <= _LONGEST_LABEL else ""
    if (label := unspaced(words)) != words:
        kept = _kept(words, label)
        cues = METRICS.cues(label, 0, len(label))
        return tuple(replace(cue, start=start + kept[cue.start], end=start + kept[cue.end - 1] + 1) for cue in cues)
    return tuple(METRICS.cues(text, start, end))


def metric(name: str) -> Metric | None:
    """The metric called *name*; None for `other`."""
    return METRICS.get(name)


def is_a(name: str, *wanted: str) -> bool:
    """Whether *name* is one of the metrics *wanted*, or narrower than one."""
    return not set(wanted).isdisjoint(METRICS.chain(name))


def judged_as(name: str) -> str:
    """The metric whose figures those of *name* resemble: itself, or a more frequent one."""
    found = METRICS.get(name)
    return found.judged_as if found is not None else name


def unit_class(quantity: Quantity) -> str:
    """What metrics.csv calls the unit: money, percent, count, rank… or the physical dimension."""
    if quantity.dimension == "money":
        return "money"
    if quantity.unit in _UNIT_CLASSES:
        return quantity.unit
    return quantity.dimension


def fitting(cues: Sequence[Cue], quantity: Quantity) -> list[tuple[Cue, Metric]]:
    """The cues whose metric can be stated in the unit of *quantity*, each with that metric."""
    found = []
    for cue in cues:
        metric = next((metric for metric in cue.metrics if metric.fits(quantity)), None)
        if metric is not None and not (cue.counted and unit_class(quantity) not in ("count", "multiple")):
            found.append((cue, metric))
    return found


def default_metric(quantity: Quantity) -> Metric | None:
    """The metric that the unit or counter alone tells: a rank is a rank, an area an area, 3사 a number of companies."""
    kind = (quantity.counter or "") if quantity.unit == "count" else unit_class(quantity)
    return METRICS.default_for(kind)
