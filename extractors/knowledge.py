"""What is known before a text is read: one immutable value, owned by a spaCy `Language` and given to its components."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from extractors.analyser import Analyser, package_analyser
from extractors.gazetteer import Gazetteer, package_gazetteer, read_user_table
from extractors.lexicon import LEXICON, Lexicon
from extractors.money import ReferenceRates


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The tables of the package and those of one user; two of them may serve two threads."""

    gazetteer: Gazetteer = field(default_factory=package_gazetteer)
    rates: ReferenceRates = field(default_factory=ReferenceRates)
    lexicon: Lexicon = LEXICON

    @cached_property
    def analyser(self) -> Analyser:
        """Kiwi with the names of the gazetteer, loaded when it is first asked for."""
        return package_analyser() if self.gazetteer.table is None else Analyser(self.gazetteer)

    def __getstate__(self) -> dict[str, Any]:
        """Without Kiwi, which another process loads for itself."""
        return {name: value for name, value in vars(self).items() if name != "analyser"}


def load_knowledge(*, gazetteer: Path | None = None, rates: Path | None = None, later_rates: Path | None = None) -> Knowledge:
    """
    The tables of the package, with the user's own *gazetteer* and exchange *rates*, and the *later_rates* brought in since.

    Raises TableError or BadRatesError for a row that cannot be used.
    """
    table = read_user_table(gazetteer)
    return Knowledge(Gazetteer(table) if table else package_gazetteer(), ReferenceRates(rates, later_rates))
