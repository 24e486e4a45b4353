-- One row per report: what it is, who brought it out and when, and how much was read in it. The text stands in `documents`.
-- comments from: documents
create or replace view v_documents as
with
figure_counts as (select doc_id, count(*) as figures from corrected_figures group by doc_id),
event_counts as (select doc_id, count(*) as events from corrected_events group by doc_id)
select
    d.doc_id,
    d.source_name,
    d.title,
    d.doc_type,
    d.publisher,
    d.author,
    d.published_on,
    d.published_on_source,
    d.published_on_confidence,
    d.published_on_evidence,
    d.format,
    d.language,
    d.pages,
    d.url,
    d.tags,
    d.parent_id,
    coalesce(figure_counts.figures, 0) as figures,
    coalesce(event_counts.events, 0) as events,
    d.extractor_version
from newest_documents as d
left join figure_counts using (doc_id)
left join event_counts using (doc_id);

comment on view v_documents is 'One row per report, in its newest version: what it is, who brought it out and when. / 보고서 한 건의 최신 버전이 한 행: 종류, 발행 기관, 발행일.';
comment on column v_documents.figures is 'Figures read in it. / 추출한 수치 수.';
comment on column v_documents.events is 'Events read in it. / 추출한 사건 수.';
