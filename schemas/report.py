"""Everything one report says: the value that travels through the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, SkipValidation

from schemas.checks import Check
from schemas.documents import Block, Document, Reject, Sentence, Token
from schemas.records import Event, EventFigure, EventParticipant, Figure, FxRate, Mention, TimeExpression


class Report(BaseModel):
    """A document, its parts and its records; each list holds the rows of one table, in text order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Document
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: Annotated[Sequence[Token], SkipValidation] = ()
    mentions: tuple[Mention, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    event_participants: tuple[EventParticipant, ...] = ()
    event_figures: tuple[EventFigure, ...] = ()
    checks: tuple[Check, ...] = ()
    fx_rates: tuple[FxRate, ...] = ()
    rejects: tuple[Reject, ...] = ()
