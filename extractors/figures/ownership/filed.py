"""Whose the numbers of a filing are: fields are the filer's or those of whom an item is about, and no other item owns what stands outside it."""

from __future__ import annotations

from extractors.figures.fields import is_field_line
from extractors.figures.places import Place
from extractors.figures.subjects import Subject, SubjectReader


class Filed:
    """Answers for one report, with the filings that *rules* knows."""

    def __init__(self, rules: SubjectReader) -> None:
        self.rules = rules

    def of_field(self, place: Place) -> tuple[Subject | None] | None:
        """Whose the field of a filing is that the number at *place* fills, in a tuple because it may be nobody's; None where it fills none."""
        if self.rules.filings.at(place.quantity.start) is None:
            return None
        if (party := self.rules.filings.party(place)) is not None:
            return (Subject(*party, 0.9),)
        return (
            (self.rules.filer(place),)
            if self.rules.filings.field(place) is not None or is_field_line(self.rules.reading, place)
            else None
        )

    def in_filing(self, place: Place, subject: Subject | None) -> Subject | None:
        """*subject*, unless it is named in another filing or fills another item of the form, which owns nothing here: then who files it."""
        filing = self.rules.filings.at(place.quantity.start)
        if filing is None or subject is None or not self.rules.reading.names.over(subject.start, subject.end):
            return subject
        item = filing.item_at(subject.start)
        own = filing.start <= subject.start < filing.end and (item is None or item is filing.item_at(place.quantity.start))
        filer = self.rules.filer(place)
        same = filer is not None and subject.entity_id is not None and filer.entity_id == subject.entity_id
        return subject if own or same else filer
