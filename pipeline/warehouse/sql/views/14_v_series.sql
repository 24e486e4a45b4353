-- One row per subject, metric, segment, unit, modality and period: the level, as the report states it best, and how many state it.
-- Growth and other changes stand in v_changes; a percentage of something that is counted in money is no level of it.
-- comments from: series, v_figures
create or replace view v_series as
select
    s.subject,
    s.subject_entity_id,
    s.metric,
    s.metrics,
    s.segment,
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
where s.measure = 'level';

comment on view v_series is 'One row per subject, metric, segment, unit, modality and period: the level, by the report that states it best. / 주체·지표·부문·단위·양태·기간마다 한 행: 가장 잘 적은 보고서의 값.';
comment on column v_series.sentence is 'The sentence that states it best. / 가장 잘 적은 문장.';
