"""The owner that the grammar settles, by the first construction that the sentence has."""

from __future__ import annotations

from extractors.figures.comparing import RATIOS
from extractors.figures.fields import is_field_line
from extractors.figures.metrics import OTHER, Cue
from extractors.figures.ownership.antecedents import Antecedents
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.clauses import Clauses
from extractors.figures.ownership.groups import Groups
from extractors.figures.ownership.headlines import Headlines
from extractors.figures.ownership.possessives import Possessives
from extractors.figures.ownership.spending import Spending
from extractors.figures.ownership.things import Things
from extractors.figures.places import Place
from extractors.figures.subjects import Subject, SubjectReader


class Ownership:
    """Answers for one document, whose quantities come in text order."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.clauses, self.groups = Clauses(rules, bystanders), Groups(rules, bystanders)
        self.possessives = Possessives(rules, bystanders)
        self.antecedents, self.things = Antecedents(rules, bystanders), Things(rules, bystanders)
        self.headlines, self.spending = Headlines(rules, bystanders), Spending(rules.reading)
        self.bystanders, self.rules = bystanders, rules

    def settled(self, place: Place, cue: Cue | None, metric_name: str) -> Subject | None:
        """The owner that the grammar gives; None where it leaves the choice open."""
        if place.cell is not None:
            return self.antecedents.returned(place)
        if place.host is not None:
            return None
        if (speaker := self.antecedents.spoken(place, cue)) is not None:
            return speaker
        found = self._found(place, cue, metric_name)
        return found if found is not None and not self.bystanders.cannot_own(place, found, metric_name) else None

    def _found(self, place: Place, cue: Cue | None, metric_name: str) -> Subject | None:
        clauses, possessives, groups = self.clauses, self.possessives, self.groups
        antecedents, things = self.antecedents, self.things
        return (
            (clauses.holder(place) if place.quantity.unit == "rank" else None)
            or clauses.ranked(place)
            or clauses.behind_relative(place)
            or clauses.in_relative(place)
            or antecedents.in_head_of_note(place, metric_name)
            or (self.rules.filer(place) if is_field_line(self.rules.reading, place) else None)
            or (antecedents.covered(place) if metric_name == "target_price" else None)
            or antecedents.rated(place, cue)
            or clauses.traded(place)
            or clauses.held_against(place, cue)
            or clauses.on_average(place)
            or clauses.specified(place)
            or possessives.gapped(place)
            or antecedents.together(place, cue)
            or things.holding_part(place)
            or things.measured(place, metric_name)
            or things.sized(place)
            or things.on_terms(place)
            or things.at_site(place, metric_name)
            or groups.several(place, cue)
            or groups.parted(place)
            or groups.people(place)
            or possessives.part_of(place)
            or groups.numbered(place)
            or groups.all_of_list(place)
            or groups.summed(place)
            or groups.in_own_bracket(place)
            or clauses.case(place)
            or possessives.through(place, cue)
            or groups.collective(place)
            or groups.of_many(place)
            or possessives.counted(place, metric_name)
            or possessives.site(place, metric_name)
            or groups.counted(place, metric_name)
            or (groups.behind(place) if metric_name == OTHER or cue is None else None)
            or groups.set_up(place, metric_name)
            or groups.at_head(place)
            or possessives.allotted(place, cue)
            or possessives.bracketed(place, cue)
            or self.spending.payer(place, cue)
            or possessives.genitive(place, cue)
            or possessives.shared(place, cue)
            or antecedents.of_division(place, cue)
            or groups.asked(place, cue)
            or clauses.grown_since(place)
            or possessives.toward(place, cue)
            or clauses.its_size(place)
            or possessives.trade(place, cue)
            or things.exchanged(place, metric_name)
            or things.priced(place, cue)
            or possessives.within(place)
            or clauses.topic_of_measure(place, cue)
            or possessives.rated(place, cue)
            or self.headlines.headline(place)
            or groups.labelled(place)
            or groups.sectioned(place, cue)
            or groups.bulleted(place)
            or self.headlines.under_headline(place, cue)
            or clauses.adjoining(place)
            or things.labelled_above(place)
            or things.giver(place, metric_name)
            or antecedents.carried(place, cue)
            or antecedents.of_note(place, cue)
            or (
                antecedents.resumed(place, metric_name)
                if place.quantity.unit in RATIOS or antecedents.compares_before(place, metric_name) or self.spending.spends(place)
                else None
            )
        )

    def chosen(self, place: Place, metric_name: str, subject: Subject | None) -> None:
        """Remember the answer for the sentence that follows."""
        self.antecedents.chosen(place, metric_name, subject)
