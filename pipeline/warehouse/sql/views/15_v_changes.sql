-- The same for changes: growth, falls and differences, by what they are measured against.
-- comments from: v_series, series, v_figures
create or replace view v_changes as
select
    s.subject,
    s.subject_entity_id,
    s.metric,
    s.metrics,
    s.segment,
    s.basis,
    fmt_days(coalesce(s.period_start, s.period_end), s.period_end) as period,
    helpers.period_type(s.period_start, s.period_end) as period_type,
    s.period_start,
    s.period_end,
    s.valid_on,
    s.modality,
    f.value::double as value,
    f.value_high::double as value_high,
    s.unit,
    s.counter,
    s.per,
    f.bound,
    f.approximate,
    f.amount_krw::double as amount_krw,
    f.amount_usd::double as amount_usd,
    s.reports,
    s.other_values,
    d.source_name,
    d.published_on,
    t.text as sentence,
    f.confidence,
    f.doc_id,
    s.figure_id,
    s.figure_ids
from series as s
join corrected_figures as f using (figure_id)
join documents as d using (doc_id)
left join sentences as t using (sentence_id)
where s.measure = 'change';

comment on view v_changes is 'One row per subject, metric, segment, basis, unit, modality and period: the change, by the report that states it best. / 주체·지표·부문·비교 기준·단위·양태·기간마다 한 행: 가장 잘 적은 보고서의 변화.';
