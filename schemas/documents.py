"""A report and its parts: the document, its blocks, their sentences and morphemes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import NonNegativeInt, PositiveInt

from schemas.base import Confidence, Record

PublishedOnSource = Literal["metadata", "header", "filename", "url", "inferred", "received"]
PublicationDecision = Literal["chosen", "agrees", "outweighed", "unsure"]
BlockKind = Literal["title", "heading", "paragraph", "list_item", "table", "caption", "boilerplate"]


class PublicationCandidate(Record):
    """A day that a report may have been published on, and what became of it."""

    day: date
    """The day.
    ko: 날짜."""
    source: PublishedOnSource
    """Where it was read.
    ko: 출처."""
    key: str | None
    """Name of the metadata entry it stands in; NULL elsewhere.
    ko: 적혀 있는 메타데이터 항목의 이름. 다른 곳이면 NULL."""
    start_char: NonNegativeInt | None
    """First character in `documents.text`; NULL outside the text.
    ko: `documents.text`에서의 시작 위치. 본문 밖이면 NULL."""
    end_char: PositiveInt | None
    """One past the last character.
    ko: 끝 위치 (포함하지 않음)."""
    evidence: str
    """The characters or the reasoning it was taken from.
    ko: 근거 문자열이나 이유."""
    weight: Confidence
    """How likely such a place names the day of publication, where nothing contradicts it.
    ko: 반대 근거가 없을 때 이런 곳이 발행일일 확률."""
    confidence: Confidence
    """How likely it is after all candidates were weighed together with the times of the text.
    ko: 모든 후보와 본문의 시간 표현을 함께 견준 뒤의 확신도."""
    decision: PublicationDecision
    """chosen, agrees (the same day as the chosen one), outweighed, or unsure: the likeliest, but not likely enough to be given.
    ko: 판정 (chosen 채택, agrees 채택된 날과 같음, outweighed 밀림, unsure 가장 유력하지만 확신도가 모자람)."""


class Document(Record):
    """One report that was taken in."""

    doc_id: str
    """SHA-256 of the file, hex; the same bytes are the same document.
    ko: 파일의 SHA-256 (16진수). 같은 파일이면 같은 값."""
    source_name: str
    """Name of the file as it was dropped (NFC, without folders).
    ko: 투입된 파일의 이름 (NFC, 폴더 제외)."""
    format: str
    """File format by its content: txt, md, csv, html, pdf, hwp, hwpx, docx, xlsx, xls, pptx, eml, zip.
    ko: 내용으로 판별한 파일 형식 (txt, md, csv, html, pdf, hwp, hwpx, docx, xlsx, xls, pptx, eml, zip)."""
    encoding: str
    """Character encoding the file was read with; binary for a format that knows its own.
    ko: 파일을 읽은 문자 인코딩. 스스로 정하는 형식이면 binary."""
    size_bytes: NonNegativeInt
    """Size of the file in bytes.
    ko: 파일 크기 (바이트)."""
    title: str | None
    """The report's own title; NULL where it shows none.
    ko: 보고서 제목. 없으면 NULL."""
    text: str
    """The text all offsets count in: NFC, `\\n` line ends, hard wraps repaired, markup dropped.
    ko: 모든 위치의 기준이 되는 본문 (NFC, 줄바꿈 복원, 마크업 제거)."""
    published_on: date | None
    """Day of publication; NULL where nothing tells it, or not surely enough (see `published_on_candidates`).
    ko: 발행일. 알 수 없거나 충분히 확실하지 않으면 NULL (`published_on_candidates` 참고)."""
    published_on_source: PublishedOnSource | None
    """Where the day was read: metadata, header, filename, url, or inferred from dates in the text; received
    (the day the file came in) stands in rows of earlier versions alone.
    ko: 발행일의 출처 (metadata, header, filename, url, inferred; received는 이전 버전이 저장한 행에만)."""
    published_on_confidence: Confidence | None
    """0 to 1: how sure the day is.
    ko: 발행일의 확신도 (0~1)."""
    published_on_evidence: str | None
    """The characters or the reasoning the day was taken from.
    ko: 발행일을 판단한 근거 문자열이나 이유."""
    extractor_version: str
    """Version of the extractors and seeds that made the records.
    ko: 기록을 만든 추출기와 기준 데이터의 버전."""
    doc_type: str | None = None
    """Kind of report, as its head tells: press_release, explanation, filing, research, news, notice; NULL where nothing does.
    ko: 문서의 종류 (보도자료, 설명자료, 공시, 증권사 리포트, 기사, 공지). 알 수 없으면 NULL."""
    doc_type_evidence: str | None = None
    """The line it was read from.
    ko: 종류를 판단한 근거가 된 줄."""
    publisher: str | None = None
    """Who brought the report out, as written; NULL where it does not say.
    ko: 발행 기관 (원문). 알 수 없으면 NULL."""
    publisher_evidence: str | None = None
    """The line it was read from.
    ko: 발행 기관을 읽은 줄."""
    author: str | None = None
    """Who wrote it, as written; the first where there are several.
    ko: 작성자 (원문). 여럿이면 첫 사람."""
    author_evidence: str | None = None
    """The line it was read from.
    ko: 작성자를 읽은 줄."""
    parent_id: str | None = None
    """doc_id of the archive or mail that it was in; NULL for a file of its own.
    ko: 들어 있던 압축 파일이나 메일의 doc_id. 독립된 파일이면 NULL."""
    language: str | None = None
    """ISO 639-1 code of its language (und where it is not known); facts are read from ko alone.
    ko: 언어 코드 (ISO 639-1, 모르면 und). 사실은 ko에서만 추출."""
    pages: NonNegativeInt | None = None
    """Number of pages, slides or sheets; NULL for a format without.
    ko: 쪽·슬라이드·시트 수. 없는 형식이면 NULL."""
    url: str | None = None
    """Address it came from, as the file or its sidecar says.
    ko: 파일이나 사이드카에 적힌 출처 주소."""
    tags: tuple[str, ...] | None = None
    """Tags of the sidecar, then the folders of the inbox that it lay in.
    ko: 사이드카에 적힌 태그와 inbox 안의 폴더 이름."""
    supersedes: str | None = None
    """File name, or beginning of the doc_id, of the report that this one corrects, as its sidecar says.
    ko: 사이드카가 밝힌, 이 보고서가 정정하는 보고서의 파일 이름 또는 doc_id 앞부분."""
    published_on_candidates: tuple[PublicationCandidate, ...] | None = None
    """All days that may be the day of publication, the likeliest first: where each was read (key of the metadata or characters),
    weight by itself, confidence beside the others, and decision: chosen, agrees, outweighed, or unsure, why published_on is
    NULL. Empty where nothing tells a day; NULL in rows of earlier versions.
    ko: 발행일 후보 전체 (유력한 순). 읽은 곳(메타데이터 키 또는 글자 위치), 단독 가중치, 함께 견준 확신도, 판정(chosen 채택, agrees 같은 날,
    outweighed 밀림, unsure 가장 유력하지만 확신도가 모자라 published_on이 NULL). 후보가 없으면 빈 목록, 이전 버전의 행은 NULL."""


class Block(Record):
    """A part of a report: title, heading, paragraph, list item, table, caption or boilerplate."""

    block_id: str
    """doc_id and ordinal.
    ko: doc_id와 순번."""
    doc_id: str
    """The document.
    ko: 문서."""
    ordinal: NonNegativeInt
    """Position in the document, from 0.
    ko: 문서 안의 순번 (0부터)."""
    kind: BlockKind
    """title, heading, paragraph, list_item, table, caption or boilerplate (kept, but nothing is extracted from it).
    ko: 종류 (제목, 소제목, 문단, 목록 항목, 표, 캡션, 상투 문구). 상투 문구에서는 추출하지 않음."""
    level: NonNegativeInt
    """Depth: 1 for a title, 2 and more for headings; nesting from 0 for list items; else 0.
    ko: 깊이 (제목 1, 소제목 2 이상, 목록은 0부터)."""
    parent: NonNegativeInt | None
    """Ordinal of the block that governs this one: the list item it is nested in, the caption of a table or list, or the heading above.
    ko: 이 블록을 지배하는 블록의 순번 (상위 목록, 캡션, 소제목)."""
    heading_path: tuple[str, ...]
    """Texts of the governing blocks, outermost first.
    ko: 상위 블록들의 글 (바깥쪽부터)."""
    start_char: NonNegativeInt
    """First character in `documents.text`.
    ko: `documents.text`에서의 시작 위치."""
    end_char: PositiveInt
    """One past the last character.
    ko: 끝 위치 (포함하지 않음)."""
    source_line: PositiveInt
    """Line of the text as it was read from the file that it begins on, from 1.
    ko: 파일에서 읽은 글에서의 시작 줄 (1부터)."""
    boilerplate_kind: str | None = None
    """What kind of page furniture a boilerplate block is: navigation, share, related, picture, contact, rights, page… NULL elsewhere.
    ko: 상투 문구의 종류 (navigation 메뉴, share 공유, related 관련 기사, picture 사진 설명, contact 연락처 등). 그 밖의 블록은 NULL."""
    page: PositiveInt | None = None
    """Page, slide or sheet it begins on, from 1; NULL for a format without.
    ko: 시작하는 쪽·슬라이드·시트 (1부터). 없는 형식이면 NULL."""
    box: tuple[float, ...] | None = None
    """Left, top, right and bottom of its lines on that page, in points from the upper left corner; NULL where it is not known.
    ko: 그 쪽에서 차지하는 왼쪽·위·오른쪽·아래 좌표 (포인트, 왼쪽 위 기준). 모르면 NULL."""


class Sentence(Record):
    """A sentence, a heading, a list item or a table row."""

    sentence_id: str
    """doc_id and ordinal.
    ko: doc_id와 순번."""
    doc_id: str
    """The document.
    ko: 문서."""
    block_id: str
    """The block it stands in.
    ko: 문장이 속한 블록."""
    ordinal: NonNegativeInt
    """Position in the document, from 0.
    ko: 문서 안의 순번 (0부터)."""
    start_char: NonNegativeInt
    """First character in `documents.text`.
    ko: `documents.text`에서의 시작 위치."""
    end_char: PositiveInt
    """One past the last character.
    ko: 끝 위치 (포함하지 않음)."""
    text: str
    """The sentence as printed.
    ko: 문장 원문."""


class Token(Record):
    """A morpheme as Kiwi reads it; two may share a character (됐 is 되 and 었)."""

    doc_id: str
    """The document.
    ko: 문서."""
    sentence_id: str
    """The sentence.
    ko: 문장."""
    ordinal: NonNegativeInt
    """Position in the document, from 0.
    ko: 문서 안의 순번 (0부터)."""
    start_char: NonNegativeInt
    """First character in `documents.text`.
    ko: `documents.text`에서의 시작 위치."""
    end_char: NonNegativeInt
    """One past the last character; equals the start where a morpheme has no character of its own.
    ko: 끝 위치 (포함하지 않음)."""
    form: str
    """The morpheme.
    ko: 형태소."""
    lemma: str
    """Dictionary form: the morpheme, with 다 behind verbs and adjectives.
    ko: 기본형 (용언은 -다 형태)."""
    tag: str
    """Part of speech in Kiwi's Sejong tag set (NNG, VV, JKS…).
    ko: 세종 품사 태그 (NNG, VV, JKS 등)."""


class WordForm(Record):
    """A form in which readers may type a word that reports use."""

    form: str
    """The form, in lower case: the word itself, or an inflected verb or adjective (늘었다, 늘어난).
    ko: 검색어로 쓸 수 있는 형태 (소문자). 단어 자체 또는 용언의 활용형 (늘었다, 늘어난 등)."""
    lemma: str
    """The word as `tokens.lemma` has it.
    ko: `tokens.lemma`에 있는 기본형."""


class Superseded(Record):
    """A report that a newer version has replaced; follows from what was found where and when."""

    doc_id: str
    """The older version.
    ko: 이전 버전."""
    superseded_by: str
    """doc_id of the next version.
    ko: 다음 버전의 doc_id."""


class LedgerEntry(Record):
    """What became of a file: one row a file and try."""

    run_id: str
    """The run.
    ko: 실행."""
    doc_id: str | None
    """SHA-256 of the file; NULL where it could not even be opened.
    ko: 파일의 SHA-256. 열 수 없었으면 NULL."""
    source_name: str
    """Name of the file.
    ko: 파일 이름."""
    source_path: str
    """Where the file was found.
    ko: 파일이 있던 경로."""
    status: Literal["loaded", "duplicate", "quarantined"]
    """loaded, duplicate (these bytes are in the warehouse already) or quarantined.
    ko: 결과 (loaded 적재, duplicate 중복, quarantined 격리)."""
    reason: str | None
    """Why it was quarantined or skipped, in one line.
    ko: 격리 또는 생략한 이유."""
    records: NonNegativeInt
    """Records loaded from it.
    ko: 적재된 기록 수."""
    rejects: NonNegativeInt
    """Records refused.
    ko: 거부된 기록 수."""
    seconds: float
    """Time spent on it.
    ko: 처리 시간 (초)."""
    finished_at: datetime
    """When it was done (UTC).
    ko: 처리 완료 시각 (UTC)."""


class Reject(Record):
    """A record that failed validation; the rest of its report was loaded."""

    doc_id: str
    """The document.
    ko: 문서."""
    ordinal: NonNegativeInt
    """Position among the rejects of the document, from 0.
    ko: 문서 안의 순번 (0부터)."""
    record_kind: str
    """Table the record was meant for.
    ko: 적재하려던 테이블."""
    reason: str
    """What is wrong with it, in one line.
    ko: 거부한 이유."""
    start_char: int | None
    """First character it claims to have been read from.
    ko: 근거로 든 시작 위치."""
    end_char: int | None
    """One past the last.
    ko: 근거로 든 끝 위치."""
    payload: str
    """The record as JSON.
    ko: 기록 전체 (JSON)."""


class Run(Record):
    """One call of `sasil ingest` or one flow run."""

    run_id: str
    """Identifier of the run.
    ko: 실행 식별자."""
    started_at: datetime
    """When it began (UTC).
    ko: 시작 시각 (UTC)."""
    finished_at: datetime | None
    """When it ended (UTC); NULL while it runs or when it was killed.
    ko: 종료 시각 (UTC). 실행 중이거나 강제 종료되면 NULL."""
    sasil_version: str
    """Version of Sasil.
    ko: Sasil 버전."""
    extractor_version: str
    """Version of the extractors and seeds.
    ko: 추출기와 기준 데이터의 버전."""
    files: NonNegativeInt
    """Files looked at.
    ko: 살펴본 파일 수."""
    loaded: NonNegativeInt
    """Files loaded.
    ko: 적재한 파일 수."""
    duplicates: NonNegativeInt
    """Files that were in the warehouse already.
    ko: 이미 적재되어 있던 파일 수."""
    quarantined: NonNegativeInt
    """Files put into quarantine.
    ko: 격리한 파일 수."""
    rejects: NonNegativeInt
    """Records refused.
    ko: 거부한 기록 수."""
