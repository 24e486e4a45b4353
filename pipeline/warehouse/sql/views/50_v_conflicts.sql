-- One row per pair of figures of two reports that cannot both be true: subject, wording of the metric, measure, basis, unit, period and
-- modality agree, but no value lies within what both allow (rounding of the digits, 5 % for 약, open ends for 이상 and 이하).
-- Values in `unit`; the first one is from the older report. Figures without subject, period or
-- wording and restated ones are left out.
-- comments from: v_figures
create or replace view v_conflicts as
with
claims as (
    select
        *,
        coalesce(subject_entity_id, squeezed(subject_text)) as subject_key,
        squeezed(metric_text) as wording,
        lowest(value, bound, approximate) as low,
        highest(coalesce(value_high, value), bound, approximate) as high,
        row(published_on, figure_id) as place
    from v_figures
    where equivalent_of is null and period_end is not null
)
select
    one.subject,
    one.subject_entity_id,
    one.metric,
    one.metric_text,
    one.measure,
    one.basis,
    one.period_start,
    one.period_end,
    one.modality,
    one.unit,
    one.counter,
    one.per,
    one.value as value_1,
    other.value as value_2,
    abs(other.value::double - one.value::double) / nullif(greatest(abs(one.value::double), abs(other.value::double)), 0) as difference,
    one.text as text_1,
    other.text as text_2,
    one.sentence as sentence_1,
    other.sentence as sentence_2,
    one.source_name as source_1,
    other.source_name as source_2,
    one.figure_id as figure_id_1,
    other.figure_id as figure_id_2
from claims as one
join claims as other
    on one.subject_key = other.subject_key
    and comparable_metric(one.metric) = comparable_metric(other.metric)
    and one.wording = other.wording
    and one.measure = other.measure
    and one.basis is not distinct from other.basis
    and one.unit = other.unit
    and one.counter is not distinct from other.counter
    and one.per is not distinct from other.per
    and one.modality = other.modality
    and one.period_start is not distinct from other.period_start
    and one.period_end = other.period_end
    and one.doc_id <> other.doc_id
    and one.place < other.place
where one.low > other.high or other.low > one.high;

comment on view v_conflicts is 'One row per pair of figures with which two reports contradict each other, with both sentences. / 두 보고서의 서로 모순되는 수치 한 쌍이 한 행: 두 문장 포함.';
comment on column v_conflicts.value_1 is 'Value of the older report, in `unit`. / 먼저 나온 보고서의 값 (`unit` 단위).';
comment on column v_conflicts.value_2 is 'Value of the newer report, in `unit`. / 나중에 나온 보고서의 값 (`unit` 단위).';
comment on column v_conflicts.difference is 'How far they are apart, as a share of the larger one: 0.1 is 10 %. / 두 값의 차이 (큰 값 대비, 0.1 = 10%).';
comment on column v_conflicts.text_1 is 'The older figure as written. / 먼저 나온 수치 (원문).';
comment on column v_conflicts.text_2 is 'The newer figure as written. / 나중에 나온 수치 (원문).';
comment on column v_conflicts.sentence_1 is 'The sentence of the older figure. / 먼저 나온 수치의 문장.';
comment on column v_conflicts.sentence_2 is 'The sentence of the newer figure. / 나중에 나온 수치의 문장.';
comment on column v_conflicts.source_1 is 'File of the older report. / 먼저 나온 보고서의 파일 이름.';
comment on column v_conflicts.source_2 is 'File of the newer report. / 나중에 나온 보고서의 파일 이름.';
comment on column v_conflicts.figure_id_1 is 'figure_id of the older one. / 먼저 나온 수치의 figure_id.';
comment on column v_conflicts.figure_id_2 is 'figure_id of the newer one. / 나중에 나온 수치의 figure_id.';
