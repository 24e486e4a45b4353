-- One row per figure. Values in `unit`, amounts in whole KRW and USD at the reference rate of the value's date.
-- comments from: corrected_figures, documents, blocks
create or replace view v_figures as
select
    f.figure_id,
    d.doc_id,
    d.source_name,
    d.title,
    d.published_on,
    coalesce(e.name_ko, e.name_en, f.subject_text) as subject,
    f.subject_entity_id,
    e.name_ko as subject_name_ko,
    e.name_en as subject_name_en,
    f.subject_text,
    f.metric,
    f.metric_text,
    f.measure,
    f.basis,
    f.period_start,
    f.period_end,
    f.modality,
    f.text,
    f.value,
    f.value_high,
    f.unit,
    f.dimension,
    f.counter,
    f.per,
    f.bound,
    f.approximate,
    f.amount_krw,
    f.amount_usd,
    f.fx_rate,
    f.fx_on,
    f.fx_source,
    f.value_base,
    f.unit_base,
    f.equivalent_of,
    f.stated_rate_deviation,
    s.text as sentence,
    f.sentence_id,
    b.page,
    f.start_char,
    f.end_char,
    f.reviewed,
    f.confidence,
    f.metric_confidence,
    f.subject_confidence,
    f.period_confidence,
    f.modality_confidence,
    f.rule
from corrected_figures as f
join documents as d using (doc_id)
left join entities as e on e.entity_id = f.subject_entity_id
left join sentences as s using (sentence_id)
left join blocks as b on b.block_id = s.block_id;

comment on view v_figures is 'One row per figure, with report, subject, sentence, won and dollars. / 수치 한 건이 한 행: 보고서·주체·문장·원화·달러 포함.';
comment on column v_figures.subject is 'Name of the subject, Korean first; as written where it is no known entity. / 주체의 이름 (한국어 우선). 사전에 없으면 원문.';
comment on column v_figures.subject_name_ko is 'Korean name of the subject''s entity. / 주체의 한국어 이름.';
comment on column v_figures.subject_name_en is 'English name of the subject''s entity. / 주체의 영어 이름.';
comment on column v_figures.sentence is 'The sentence it stands in. / 수치가 들어 있는 문장.';
