"""Records: the contract between extractors, the warehouse and the people who query it."""

from schemas.base import Confidence, Evidence, Magnitude, Rate, Record
from schemas.checks import Check
from schemas.corrections import Correction
from schemas.documents import Block, Document, LedgerEntry, Reject, Run, Sentence, Superseded, Token, WordForm
from schemas.metrics import Metric, MetricKind, MetricWord
from schemas.records import (
    Entity,
    EntityName,
    Event,
    EventFigure,
    EventParticipant,
    Figure,
    FxRate,
    Mention,
    TimeExpression,
    magnitude,
)
from schemas.report import Report
from schemas.rows import Rows
from schemas.tables import TABLES

__all__ = [
    "TABLES",
    "Block",
    "Check",
    "Confidence",
    "Correction",
    "Document",
    "Entity",
    "EntityName",
    "Event",
    "EventFigure",
    "EventParticipant",
    "Evidence",
    "Figure",
    "FxRate",
    "LedgerEntry",
    "Magnitude",
    "Mention",
    "Metric",
    "MetricKind",
    "MetricWord",
    "Rate",
    "Record",
    "Reject",
    "Report",
    "Rows",
    "Run",
    "Sentence",
    "Superseded",
    "TimeExpression",
    "Token",
    "WordForm",
    "magnitude",
]
