"""What every record has in common: it is frozen, it refuses unknown fields, and it documents itself.

The docstring under a field is its documentation everywhere: here, in JSON Schema, and as the comment of the column in the
warehouse. Its first part is English; the line that begins with `ko:` says the same in Korean.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, model_validator

Magnitude = Annotated[Decimal, Field(max_digits=38, decimal_places=9, allow_inf_nan=False)]
"""A number as stored: 29 digits before the point, 9 behind it."""

Rate = Annotated[Decimal, Field(max_digits=38, decimal_places=12, allow_inf_nan=False, gt=0)]
"""An exchange rate: price of one unit of a currency in another."""

Confidence = Annotated[float, Field(ge=0, le=1)]
"""0 to 1; the share of such readings that prove right."""


class Record(BaseModel):
    """A row of the warehouse."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @classmethod
    def comment(cls, field: str) -> str:
        """The column comment of *field*: English, then Korean, separated by ` / `."""
        english, _, korean = (cls.model_fields[field].description or "").partition("\nko:")
        return " / ".join(" ".join(part.split()) for part in (english, korean) if part.strip())


class Evidence(Record):
    """A record that was read from characters of one report."""

    doc_id: str
    """SHA-256 of the file, hex.
    ko: 파일의 SHA-256 (16진수)."""
    sentence_id: str | None = None
    """The sentence it stands in; NULL inside tables and headings that have none.
    ko: 이 기록이 들어 있는 문장. 문장이 없으면 NULL."""
    start_char: NonNegativeInt
    """First character in `documents.text`, in code points, counted from 0.
    ko: `documents.text`에서의 시작 위치 (코드 포인트, 0부터)."""
    end_char: PositiveInt
    """One past the last character in `documents.text`.
    ko: `documents.text`에서의 끝 위치 (포함하지 않음)."""
    text: str
    """The characters themselves: `documents.text[start_char:end_char]`, without particles.
    ko: 원문 그대로의 문자열 (조사 제외)."""

    @model_validator(mode="after")
    def _span_fits_text(self) -> Self:
        if self.end_char - self.start_char != len(self.text):
            raise ValueError(
                f"span [{self.start_char}, {self.end_char}) does not fit {self.text!r} of {len(self.text)} characters"
            )
        return self
