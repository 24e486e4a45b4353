"""What people said about records: a ledger to which rows are added and from which none is taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import NonNegativeInt, PositiveInt

from schemas.base import Record

CorrectionAction = Literal["set", "accept", "reject", "undo"]
CorrectedKind = Literal["figure", "event", "mention"]


class Correction(Record):
    """One thing that somebody said about one record. Rows of one `change_id` were said together and are undone together."""

    correction_id: str
    """change_id and running number.
    ko: change_id와 순번."""
    change_id: str
    """The change it is a part of: UTC time and chance.
    ko: 함께 이루어진 수정의 식별자 (UTC 시각과 난수)."""
    made_at: datetime
    """When it was said (UTC).
    ko: 수정한 시각 (UTC)."""
    author: str
    """Who said it.
    ko: 수정한 사람."""
    reason: str | None
    """Why, in their words.
    ko: 수정한 이유."""
    action: CorrectionAction
    """set (an attribute gets a value), accept (the record is right), reject (it is none) or undo (what was said before is taken back).
    ko: set 속성값 수정, accept 확인, reject 삭제, undo 이전 수정 취소."""
    record_kind: CorrectedKind
    """figure, event or mention.
    ko: 기록의 종류 (figure 수치, event 사건, mention 개체명)."""
    record_id: str
    """Its figure_id, event_id or mention_id, made of document and span.
    ko: 기록의 식별자 (문서와 위치로 만든 것)."""
    attribute: str | None
    """Column that is set; NULL for the other actions.
    ko: 수정한 열. set이 아니면 NULL."""
    old: str | None
    """What stood there before, as text; NULL where nothing did.
    ko: 수정 전 값 (문자열). 없었으면 NULL."""
    new: str | None
    """What stands there now, as text; NULL where nothing does.
    ko: 수정 후 값 (문자열). 비우면 NULL."""
    undoes: str | None
    """Of an undo, the change that it takes back.
    ko: undo라면 취소되는 change_id."""
    carried_from: str | None
    """correction_id that was said of an earlier version of the report, whose words still stand here.
    ko: 문장이 그대로 남은 이전 판에서 옮겨 온 수정이면 그 correction_id."""
    doc_id: str
    """SHA-256 of the report, hex.
    ko: 보고서 파일의 SHA-256."""
    start_char: NonNegativeInt
    """First character of the record in `documents.text`.
    ko: `documents.text`에서의 시작 위치."""
    end_char: PositiveInt
    """One past its last character.
    ko: 끝 위치 (포함하지 않음)."""
    text: str
    """Its characters.
    ko: 기록의 원문."""
    sentence: str | None
    """The sentence it stands in; by it, it is found again in a new version of the report.
    ko: 기록이 들어 있는 문장. 보고서의 새 판에서 같은 자리를 찾는 데 씀."""
    sentence_start: NonNegativeInt | None
    """First character of that sentence.
    ko: 그 문장의 시작 위치."""
    source_name: str
    """Name of the report's file.
    ko: 보고서 파일 이름."""
    title: str | None
    """Its title.
    ko: 보고서 제목."""
    published_on: date | None
    """Its day of publication, as it was known then.
    ko: 당시 알려진 발행일."""
