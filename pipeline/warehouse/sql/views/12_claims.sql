-- One row per figure that says something of somebody by itself: no restated amount, a known subject. Narrow, for what compares all figures.
-- comments from: compared_figures, documents
create or replace view claims as
select
    f.figure_id,
    f.doc_id,
    f.sentence_id,
    f.start_char,
    d.published_on,
    f.subject,
    f.subject_entity_id,
    f.subject_key,
    f.metric,
    f.kin,
    f.kind,
    f.metric_text,
    f.segment,
    f.measure,
    f.basis,
    f.unit,
    f.counter,
    f.per,
    f.modality,
    f.period_start,
    f.period_end,
    f.period_type,
    f.value,
    f.value_high,
    f.bound,
    f.approximate,
    f.amount_krw,
    f.amount_usd,
    f.digit,
    f.confidence,
    f.fits
from compared_figures as f
join newest_documents as d using (doc_id)
where f.equivalent_of is null and f.subject_key is not null;

comment on view claims is 'One row per figure that can be compared with others. / 다른 수치와 비교할 수 있는 수치 한 건이 한 행.';
