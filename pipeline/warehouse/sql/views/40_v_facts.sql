-- One row per claim across reports: subject, metric, measure, basis, unit and modality agree, and so does the value, within
-- the rounding of its digits and 약 (at most 2 %). Capex is an investment, and 이상 takes the number itself in. A level may be told for overlapping periods (a day and its quarter), a change only
-- for the same period. Restated amounts count with the figure they restate; figures without a subject are left out.
-- comments from: v_figures
create or replace view v_facts as
with
dated as (
    select
        *,
        coalesce(period_start, period_end) as first_day,
        coalesce(period_end, period_start) as last_day,
        least(leeway(value, approximate), 0.02 * abs(value::double)) as tolerance
    from v_figures
    where equivalent_of is null and (subject_entity_id is not null or subject_text is not null)
),
keyed as (
    select
        *,
        row(
            coalesce(subject_entity_id, squeezed(subject_text)), comparable_metric(metric), case metric when 'other' then squeezed(metric_text) end,
            measure, basis, unit, counter, per, case bound when 'at_least' then 'exact' else bound end, modality, value_high, first_day is null,
            case measure when 'change' then first_day end, case measure when 'change' then last_day end
        ) as claim
    from dated
),
neighbours as (
    select
        *,
        value::double - lag(value::double) over by_value <= greatest(tolerance, lag(tolerance) over by_value) as same_value
    from keyed
    window by_value as (partition by claim order by value, figure_id)
),
valued as (
    select
        *,
        count(*) filter (same_value is not true) over (partition by claim order by value, figure_id rows unbounded preceding) as value_group
    from neighbours
),
overlapping as (
    select
        *,
        first_day <= max(last_day) over (
            partition by claim, value_group order by first_day, last_day, figure_id rows between unbounded preceding and 1 preceding
        ) as same_period
    from valued
),
grouped as (
    select
        *,
        count(*) filter (first_day is not null and same_period is not true) over (
            partition by claim, value_group order by first_day, last_day, figure_id rows unbounded preceding
        ) as period_group,
        row(last_day - first_day, figure_id) as tightest,
        row(rounding(value), figure_id) as sharpest
    from overlapping
)
select
    arg_min(subject, figure_id) as subject,
    arg_min(subject_entity_id, figure_id) as subject_entity_id,
    arg_min(metric, figure_id) as metric,
    list_sort(list(distinct metric)) as metrics,
    arg_min(metric_text, figure_id) as metric_text,
    arg_min(measure, figure_id) as measure,
    arg_min(basis, figure_id) as basis,
    arg_min_null(period_start, tightest) as period_start,
    arg_min_null(period_end, tightest) as period_end,
    arg_min(modality, figure_id) as modality,
    arg_min(value, sharpest) as value,
    arg_min(value_high, sharpest) as value_high,
    arg_min(unit, figure_id) as unit,
    arg_min(counter, figure_id) as counter,
    arg_min(per, figure_id) as per,
    arg_min(bound, row(bound <> 'exact', figure_id)) as bound,
    bool_and(approximate) as approximate,
    arg_min_null(amount_krw, sharpest) as amount_krw,
    arg_min_null(amount_usd, sharpest) as amount_usd,
    count(distinct doc_id) as reports,
    list_sort(list(distinct source_name)) as sources,
    list(sentence order by published_on, source_name, doc_id, start_char) as sentences,
    list(figure_id order by published_on, source_name, doc_id, start_char) as figure_ids
from grouped
group by claim, value_group, period_group;

comment on view v_facts is 'One row per claim across reports, with how many say so. / 여러 보고서에 걸친 주장 한 건이 한 행: 몇 건이 같은 말을 하는지 포함.';
comment on column v_facts.metrics is 'Every metric it is told for: capex and investment count as one. / 보고서들이 쓴 지표 전부 (capex와 investment는 같은 것으로 봄).';
comment on column v_facts.bound is 'exact where any report gives the number without a bound. / 한계 표현 없이 적은 보고서가 있으면 exact.';
comment on column v_facts.value is 'The number in `unit`, as the report with most digits gives it. / `unit` 단위의 값 (가장 정밀하게 적은 보고서 기준).';
comment on column v_facts.period_start is 'First day of the shortest period it is told for. / 언급된 가장 짧은 기간의 첫날.';
comment on column v_facts.period_end is 'Last day of that period, inclusive. / 그 기간의 마지막 날 (포함).';
comment on column v_facts.approximate is 'True where every report approximates. / 모든 보고서가 어림값이면 참.';
comment on column v_facts.reports is 'How many reports say so. / 같은 내용을 말하는 보고서 수.';
comment on column v_facts.sources is 'Names of their files. / 그 보고서들의 파일 이름.';
comment on column v_facts.sentences is 'The sentences that say so, oldest report first. / 근거 문장들 (오래된 보고서부터).';
comment on column v_facts.figure_ids is 'figure_id of each statement, in the same order. / 각 수치의 figure_id (같은 순서).';
