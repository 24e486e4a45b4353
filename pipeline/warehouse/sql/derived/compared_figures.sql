-- The figures as people corrected them, with what every comparison of them asks: names, periods, segments, what means the same.
select
    f.* replace (helpers.narrowing(coalesce(f.segment, helpers.segment(f.metric_text, m.cues))) as segment),
    coalesce(e.name_ko, e.name_en, f.subject_text) as subject,
    coalesce(f.subject_entity_id, helpers.squeezed(f.subject_text)) as subject_key,
    case when f.subject_entity_id is null then nullif(helpers.name_key(f.subject_text), '') end as name_key,
    case f.metric when 'other' then 'other ' || coalesce(helpers.squeezed(f.metric_text), '') else helpers.comparable_metric(f.metric) end as kin,
    m.kind,
    helpers.period_type(f.period_start, f.period_end) as period_type,
    helpers.rounding(f.value)::double as digit,
    f.measure = 'change' or helpers.fits(f.unit, f.metric, m.units) is not false as fits
from corrected_figures as f
semi join renewed using (doc_id)
left join entities as e on e.entity_id = f.subject_entity_id
left join metrics as m on m.metric = f.metric
