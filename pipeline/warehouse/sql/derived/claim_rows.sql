-- Each figure that says something of somebody by itself (no restated amount, a known subject), with what it is compared by.
-- Narrow, for what compares all figures: sentences and reports are joined afterwards.
select
    f.figure_id,
    f.doc_id,
    f.sentence_id,
    f.start_char,
    d.published_on,
    coalesce(e.name_ko, e.name_en, f.subject_text) as subject,
    f.subject_entity_id,
    coalesce(f.subject_entity_id, helpers.squeezed(f.subject_text)) as subject_key,
    f.metric,
    case f.metric when 'other' then 'other ' || coalesce(helpers.squeezed(f.metric_text), '') else helpers.comparable_metric(f.metric) end as kin,
    m.kind,
    f.metric_text,
    coalesce(f.segment, helpers.segment(f.metric_text, m.cues)) as segment,
    f.measure,
    f.basis,
    f.unit,
    f.counter,
    f.per,
    f.modality,
    f.period_start,
    f.period_end,
    helpers.period_type(f.period_start, f.period_end) as period_type,
    f.value,
    f.value_high,
    f.bound,
    f.approximate,
    f.amount_krw,
    f.amount_usd,
    helpers.rounding(f.value)::double as digit,
    f.confidence,
    f.measure = 'change' or helpers.fits(f.unit, f.metric, m.units) is not false as fits
from corrected_figures as f
semi join renewed using (doc_id)
join documents as d using (doc_id)
left join entities as e on e.entity_id = f.subject_entity_id
left join metrics as m on m.metric = f.metric
where f.equivalent_of is null and (f.subject_entity_id is not null or f.subject_text is not null)
