"""Records: the contract between extractors, the warehouse and the people who query it."""

from schemas.base import Confidence, Evidence, Magnitude, Rate, Record
from schemas.checks import Check
from schemas.corrections import Correction
from schemas.documents import Block, Document, LedgerEntry, Reject, Run, Sentence, Token, WordForm
from schemas.metrics import Metric, MetricKind
from schemas.records import (
    Entity,
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
    "Rate",
    "Record",
    "Reject",
    "Report",
    "Rows",
    "Run",
    "Sentence",
    "TimeExpression",
    "Token",
    "WordForm",
    "magnitude",
]
