-- One row per subject, metric, segment, measure, basis, unit, modality and period. A value for several years (a plan) is one row
-- however often it is told and from whatever day a report counts 향후 3년; a value without a period is that of its report's day.
-- The value is the one stated best: exact before bounded, not approximated, most digits, surest, newest.
-- comments from: v_figures
create or replace view series as
with
told as (
    select
        * exclude (published_on),
        published_on,
        case when period_type = 'years' then value end as years_value,
        case when period_type is distinct from 'years' then period_start end as first_on,
        case when period_type is distinct from 'years' then period_end end as last_on,
        case when period_end is null then published_on end as told_on
    from claims
    where fits
),
overlapping as (
    select
        *,
        period_type = 'years' and period_start <= max(period_end) over (
            partition by
                subject_entity_id, subject_key, kin, segment, measure, basis, unit, counter, per, modality, years_value
            order by period_start, figure_id rows between unbounded preceding and 1 preceding
        ) as goes_on
    from told
),
placed as (
    select
        *,
        count(*) filter (period_type = 'years' and goes_on is not true) over (
            partition by
                subject_entity_id, subject_key, kin, segment, measure, basis, unit, counter, per, modality, years_value
            order by period_start, figure_id rows unbounded preceding
        ) as run
    from overlapping
),
ranked as (
    select
        *,
        first_value(value) over best as best_value,
        first_value(digit) over best as best_digit,
        row_number() over best as place
    from placed
    window best as (
        partition by
            subject_entity_id, subject_key, kin, segment, measure, basis, unit, counter, per, modality,
            first_on, last_on, told_on, years_value, run
        order by bound <> 'exact', approximate, digit, confidence desc, published_on desc, figure_id
    )
)
select
    arg_min(subject, place) as subject,
    subject_entity_id,
    min(metric) as metric,
    list_sort(list(distinct metric)) as metrics,
    segment,
    measure,
    basis,
    arg_min_null(period_start, place) as period_start,
    arg_min_null(period_end, place) as period_end,
    coalesce(arg_min(period_end, place), told_on) as valid_on,
    modality,
    unit,
    counter,
    per,
    first(kind) as kind,
    count(distinct doc_id) filter (abs(value::double - best_value::double) <= greatest(digit, best_digit)) as reports,
    list_sort(list(distinct value::double) filter (abs(value::double - best_value::double) > greatest(digit, best_digit))) as other_values,
    arg_min(figure_id, place) as figure_id,
    list_sort(list(figure_id)) as figure_ids
from ranked
group by
    subject_entity_id, subject_key, kin, segment, measure, basis, unit, counter, per, modality, first_on, last_on, told_on, years_value, run;

comment on view series is 'One row per subject, metric, segment, measure, basis, unit, modality and period. / 주체·지표·부문·수준/변화·단위·양태·기간마다 한 행.';
comment on column series.metrics is 'Every metric it is told for: capex and investment count as one. / 보고서들이 쓴 지표 전부 (capex와 investment는 같은 것으로 봄).';
comment on column series.kind is 'Kind of the metric: flow, stock, price… / 지표의 성격.';
comment on column series.valid_on is 'Last day of the period; of a value without one, the day of its report. / 기간의 마지막 날. 기간이 없으면 발행일.';
comment on column series.reports is 'How many reports state this value, within its rounding. / 반올림 범위에서 같은 값을 적은 보고서 수.';
comment on column series.other_values is 'Other values that reports state for the same thing; NULL where there are none. / 같은 것에 대해 보고서들이 적은 다른 값. 없으면 NULL.';
comment on column series.figure_id is 'The figure that states it best. / 가장 잘 적은 수치의 figure_id.';
comment on column series.figure_ids is 'All figures that state the thing. / 해당하는 모든 수치의 figure_id.';
