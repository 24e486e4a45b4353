-- One row per figure that says something of somebody by itself (no restated amount, a known subject), with what it is compared by.
-- Narrow, for what compares all figures: sentences and reports are joined afterwards.
-- comments from: v_figures, figures
create or replace view claims as
select
    f.figure_id,
    f.doc_id,
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
    helpers.rounding(f.value) as digit,
    f.confidence,
    f.measure = 'change' or helpers.fits(f.unit, f.metric, m.units) is not false as fits
from corrected_figures as f
join newest_documents as d using (doc_id)
left join entities as e on e.entity_id = f.subject_entity_id
left join metrics as m on m.metric = f.metric
where f.equivalent_of is null and (f.subject_entity_id is not null or f.subject_text is not null);

comment on view claims is 'One row per figure that can be compared with others. / 다른 수치와 비교할 수 있는 수치 한 건이 한 행.';
comment on column claims.subject_key is 'Entity of the subject, else its wording. / 주체의 개체, 없으면 그 표기.';
comment on column claims.kin is 'The metric, one for those that mean the same; with its wording where it is other. / 같은 것을 가리키는 지표를 하나로 묶은 이름.';
comment on column claims.kind is 'Kind of the metric: flow, stock, price… / 지표의 성격.';
comment on column claims.digit is 'Half of the place of the last stated digit. / 마지막 유효 자리의 절반.';
comment on column claims.fits is 'Whether the unit can be the level of the metric. / 지표의 수준을 나타낼 수 있는 단위인지 여부.';
