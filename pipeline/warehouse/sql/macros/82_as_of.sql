-- Figures as they were known at a moment: of each report the version that held then, today's reading of it. A day counts whole.
--     from as_of('2025-11-04') where metric = 'revenue'
-- Other records of those reports: from corrected_events semi join documents_as_of('2025-11-04') using (doc_id)
-- The macros stand alone, as 80_metric.sql says.
create or replace macro documents_as_of(moment, db := null) as table
select v.*
from query_table('"' || coalesce(db, current_database()) || '".main.v_versions') as v
where v.known_from < moment::timestamp + case when length(trim(moment::varchar)) <= 10 then interval 1 day else interval 1 microsecond end
    and (v.superseded_from is null or v.superseded_from >= moment::timestamp + case when length(trim(moment::varchar)) <= 10 then interval 1 day else interval 1 microsecond end);

comment on macro table documents_as_of is 'documents_as_of(moment): the reports known then, each in the version of then. / 그 시점에 알려진 보고서를 당시 버전으로 조회.';

create or replace macro as_of(moment, db := null) as table
select
    d.source_name,
    d.published_on,
    d.known_from,
    d.superseded_by,
    d.superseded_from,
    coalesce(e.name_ko, e.name_en, f.subject_text) as subject,
    s.text as sentence,
    f.*
from query_table('"' || coalesce(db, current_database()) || '".main.corrected_figures') as f
join query_table('"' || coalesce(db, current_database()) || '".main.v_versions') as d using (doc_id)
left join query_table('"' || coalesce(db, current_database()) || '".main.entities') as e on e.entity_id = f.subject_entity_id
left join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s using (sentence_id)
where d.known_from < moment::timestamp + case when length(trim(moment::varchar)) <= 10 then interval 1 day else interval 1 microsecond end
    and (d.superseded_from is null or d.superseded_from >= moment::timestamp + case when length(trim(moment::varchar)) <= 10 then interval 1 day else interval 1 microsecond end)
order by d.known_from, d.doc_id, f.start_char;

comment on macro table as_of is 'as_of(moment): figures as they were known then, superseded versions included. / 그 시점에 알려져 있던 수치를 (이후 대체된 버전 포함) 조회.';
