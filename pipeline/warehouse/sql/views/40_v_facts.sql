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
        least(case when approximate then greatest(digit, 0.05 * abs(value::double)) else digit end, 0.02 * abs(value::double)) as tolerance
    from claims
),
keyed as (
    select
        *,
        hash(
            subject_key, kin, measure, basis, unit, counter, per, case bound when 'at_least' then 'exact' else bound end, modality,
            value_high, first_day is null, case measure when 'change' then first_day end, case measure when 'change' then last_day end
        ) as claim
    from dated
),
neighbours as (
    select
        *,
        value::double - lag(value::double) over by_value <= greatest(tolerance, lag(tolerance) over by_value) as same_value
    from keyed
    window by_value as (partition by subject_entity_id, claim order by value, figure_id)
),
valued as (
    select
        *,
        count(*) filter (same_value is not true) over (
            partition by subject_entity_id, claim order by value, figure_id rows unbounded preceding
        ) as value_group
    from neighbours
),
overlapping as (
    select
        *,
        first_day <= max(last_day) over (
            partition by subject_entity_id, claim, value_group
            order by first_day, last_day, figure_id rows between unbounded preceding and 1 preceding
        ) as same_period
    from valued
),
grouped as (
    select
        *,
        count(*) filter (first_day is not null and same_period is not true) over (
            partition by subject_entity_id, claim, value_group order by first_day, last_day, figure_id rows unbounded preceding
        ) as period_group
    from overlapping
),
gathered as (
    select
        arg_min(g.subject, g.figure_id) as subject,
        g.subject_entity_id,
        arg_min(g.metric, g.figure_id) as metric,
        list_sort(list(distinct g.metric)) as metrics,
        arg_min(g.metric_text, g.figure_id) as metric_text,
        first(g.measure) as measure,
        first(g.basis) as basis,
        arg_min_null(g.period_start, row(g.last_day - g.first_day, g.figure_id)) as period_start,
        arg_min_null(g.period_end, row(g.last_day - g.first_day, g.figure_id)) as period_end,
        first(g.modality) as modality,
        arg_min(g.value, row(g.digit, g.figure_id))::double as value,
        first(g.value_high)::double as value_high,
        first(g.unit) as unit,
        first(g.counter) as counter,
        first(g.per) as per,
        arg_min(g.bound, row(g.bound <> 'exact', g.figure_id)) as bound,
        bool_and(g.approximate) as approximate,
        arg_min_null(g.amount_krw, row(g.digit, g.figure_id))::double as amount_krw,
        arg_min_null(g.amount_usd, row(g.digit, g.figure_id))::double as amount_usd,
        count(distinct g.doc_id) as reports,
        list_sort(list(distinct d.source_name)) as sources,
        list_sort(list({ -- sorted once: a sorted aggregate each takes several times as long
            'published_on': d.published_on,
            'source_name': d.source_name,
            'doc_id': g.doc_id,
            'start_char': g.start_char,
            'figure_id': g.figure_id,
            'sentence': s.text
        }), 'ASC', 'NULLS LAST') as tellings
    from grouped as g
    join documents as d on d.doc_id = g.doc_id
    left join sentences as s using (sentence_id)
    group by g.subject_entity_id, g.claim, g.value_group, g.period_group
)
select
    * exclude (tellings),
    list_transform(tellings, lambda one: one.sentence) as sentences,
    list_transform(tellings, lambda one: one.figure_id) as figure_ids
from gathered;

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
