-- `v_figures` without what stands in large tables, `sentence`, `heading_path` and `page`: who has chosen a few figures joins those for them
-- alone.
-- comments from: compared_figures, documents, blocks
create or replace view figure_rows as
select
    f.figure_id,
    d.doc_id,
    d.source_name,
    d.title,
    d.published_on,
    d.publisher,
    d.doc_type,
    f.subject,
    f.subject_entity_id,
    e.name_ko as subject_name_ko,
    e.name_en as subject_name_en,
    f.subject_text,
    f.metric,
    f.metric_text,
    f.segment,
    f.measure,
    f.basis,
    f.period_start,
    f.period_end,
    fmt_days(coalesce(f.period_start, f.period_end), f.period_end) as period,
    f.period_type,
    f.modality,
    f.text,
    f.value::double as value,
    f.value_high::double as value_high,
    f.unit,
    f.dimension,
    f.counter,
    f.per,
    f.bound,
    f.approximate,
    f.amount_krw::double as amount_krw,
    f.amount_usd::double as amount_usd,
    f.fx_rate::double as fx_rate,
    f.fx_on,
    f.fx_source,
    f.value_base::double as value_base,
    f.unit_base,
    f.equivalent_of,
    f.stated_rate_deviation,
    null::varchar as sentence,
    f.sentence_id,
    null::varchar[] as heading_path,
    f.row_label,
    f.column_label,
    null::bigint as page,
    f.start_char,
    f.end_char,
    f.reviewed,
    f.confidence,
    f.metric_confidence,
    f.subject_confidence,
    f.period_confidence,
    f.modality_confidence,
    f.rule
from compared_figures as f
join newest_documents as d using (doc_id)
left join entities as e on e.entity_id = f.subject_entity_id;

comment on view figure_rows is 'One row per figure, without its sentence and place. / 수치 한 건이 한 행 (문장과 위치 제외).';
comment on column figure_rows.subject_name_ko is 'Korean name of the subject''s entity. / 주체의 한국어 이름.';
comment on column figure_rows.subject_name_en is 'English name of the subject''s entity. / 주체의 영어 이름.';
comment on column figure_rows.segment is 'What narrows the metric, as written before its name: 클라우드, 연결; NULL where nothing does. / 지표를 좁히는 말 (클라우드, 연결 등). 없으면 NULL.';
comment on column figure_rows.period is 'The period in its unit: 2025-09-08, 2025-09, 2025-Q3, 2025. / 단위에 맞춘 기간 (2025-09-08, 2025-09, 2025-Q3, 2025).';
comment on column figure_rows.sentence is 'The sentence it stands in. / 수치가 들어 있는 문장.';
