-- One row per subject, metric, segment, measure, basis, unit, modality and period. A value for several years (a plan) is one row
-- however often it is told and from whatever day a report counts 향후 3년; a value without a period has that
-- which its report gives it elsewhere, else it is of its report's day.
-- The value is the one stated best: exact before bounded, not approximated, most digits, surest, newest.
-- comments from: v_figures, claims
create or replace view series as
with
told as (
    select
        *,
        hash(subject_key, kin, segment, measure, basis, unit, counter, per, modality) as thing
    from claims
    where fits
),
said_again as ( -- what a report says again without its period has the period that it gives elsewhere
    select
        * replace (
            case when period_end is null then first_value(period_start) over same else period_start end as period_start,
            case when period_end is null then first_value(period_end) over same else period_end end as period_end,
            case when period_end is null then first_value(period_type) over same else period_type end as period_type
        )
    from told
    window same as (
        partition by subject_entity_id, doc_id, thing, value, value_high order by period_end is null, period_end, figure_id
    )
),
overlapping as ( -- the same value for years that overlap
    select
        *,
        period_start <= max(period_end) over (
            partition by subject_entity_id, thing, value
            order by period_start, figure_id rows between unbounded preceding and 1 preceding
        ) as goes_on
    from said_again
    where period_type = 'years'
),
placed as (
    select
        * exclude (goes_on),
        hash(thing, value, count(*) filter (goes_on is not true) over (
            partition by subject_entity_id, thing, value order by period_start, figure_id rows unbounded preceding
        )) as slot
    from overlapping
    union all
    select *, hash(thing, period_start, period_end, case when period_end is null then published_on end)
    from said_again
    where period_type is distinct from 'years'
),
ranked as (
    select
        *,
        first_value(value::double) over best as best_value,
        first_value(digit) over best as best_digit,
        row_number() over best as place
    from placed
    window best as (
        partition by subject_entity_id, slot order by bound <> 'exact', approximate, digit, confidence desc, published_on desc, figure_id
    )
),
compared as (
    select *, abs(value::double - best_value) <= greatest(digit, best_digit) as agrees from ranked
),
gathered as (
    select
        subject_entity_id,
        min(metric) as metric,
        arg_min_null(period_start, place) as period_start,
        arg_min_null(period_end, place) as period_end,
        arg_min_null(period_type, place) as period_type,
        list_sort(list(distinct metric)) as metrics,
        coalesce(arg_min(period_end, place), min(published_on)) as valid_on,
        count(distinct doc_id) filter (agrees) as reports,
        list_sort(list(distinct value::double) filter (not agrees)) as other_values,
        arg_min(figure_id, place) as figure_id,
        list_sort(list(figure_id)) as figure_ids
    from compared
    group by subject_entity_id, slot
)
select
    c.subject,
    g.subject_entity_id,
    g.metric,
    g.metrics,
    c.segment,
    c.measure,
    c.basis,
    fmt_days(coalesce(g.period_start, g.period_end), g.period_end) as period,
    g.period_type,
    g.period_start,
    g.period_end,
    g.valid_on,
    c.modality,
    c.value::double as value,
    c.value_high::double as value_high,
    c.unit,
    c.counter,
    c.per,
    c.kind,
    c.bound,
    c.approximate,
    c.amount_krw::double as amount_krw,
    c.amount_usd::double as amount_usd,
    g.reports,
    g.other_values,
    d.source_name,
    d.published_on,
    s.text as sentence,
    c.confidence,
    c.doc_id,
    g.figure_id,
    g.figure_ids
from gathered as g
join compared_figures as c using (figure_id)
join documents as d on d.doc_id = c.doc_id
left join sentences as s using (sentence_id);

comment on view series is 'One row per subject, metric, segment, measure, basis, unit, modality and period: levels and changes. / 주체·지표·부문·수준/변화·단위·양태·기간마다 한 행.';
comment on column series.metrics is 'Every metric it is told for: capex and investment count as one. / 보고서들이 쓴 지표 전부 (capex와 investment는 같은 것으로 봄).';
comment on column series.valid_on is 'Last day of the period; of a value without one, the day of its report. / 기간의 마지막 날. 기간이 없으면 발행일.';
comment on column series.reports is 'How many reports state this value, within its rounding. / 반올림 범위에서 같은 값을 적은 보고서 수.';
comment on column series.other_values is 'Other values that reports state for the same thing; NULL where there are none. / 같은 것에 대해 보고서들이 적은 다른 값. 없으면 NULL.';
comment on column series.figure_id is 'The figure that states it best. / 가장 잘 적은 수치의 figure_id.';
comment on column series.figure_ids is 'All figures that state the thing. / 해당하는 모든 수치의 figure_id.';
comment on column series.sentence is 'The sentence that states it best. / 가장 잘 적은 문장.';
