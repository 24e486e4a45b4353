-- One row per forecast or plan of a report and the actual level of the same subject, metric, segment, unit and period.
-- comments from: v_series, v_figures
create or replace view v_forecast_vs_actual as
select
    a.subject,
    a.subject_entity_id,
    a.metric,
    a.segment,
    a.period,
    a.period_type,
    a.period_start,
    a.period_end,
    f.modality,
    a.unit,
    a.counter,
    a.per,
    f.value as forecast_value,
    a.value as actual_value,
    (a.value - f.value) / nullif(abs(f.value), 0) as deviation,
    f.source_name as forecast_source,
    f.publisher as forecast_publisher,
    f.published_on as forecast_on,
    a.source_name as actual_source,
    a.published_on as actual_on,
    f.sentence as forecast_sentence,
    a.sentence as actual_sentence,
    f.figure_id as forecast_figure_id,
    a.figure_id as actual_figure_id
from v_series as a
join v_figures as f
    on f.subject = a.subject
    and f.subject_entity_id is not distinct from a.subject_entity_id
    and list_contains(a.metrics, f.metric)
    and f.segment is not distinct from a.segment
    and f.unit is not distinct from a.unit
    and f.counter is not distinct from a.counter
    and f.per is not distinct from a.per
    and f.period_start is not distinct from a.period_start
    and f.period_end = a.period_end
where a.modality = 'actual' and f.modality <> 'actual' and f.measure = 'level' and f.equivalent_of is null;

comment on view v_forecast_vs_actual is 'One row per forecast or plan of a report whose actual level is known. / 실적이 알려진 전망·계획 한 건이 한 행.';
comment on column v_forecast_vs_actual.modality is 'forecast or plan. / 전망 forecast, 계획 plan.';
comment on column v_forecast_vs_actual.forecast_value is 'What was forecast or planned, in `unit`. / 전망·계획한 값 (`unit` 단위).';
comment on column v_forecast_vs_actual.actual_value is 'What came of it, in `unit`. / 실적 (`unit` 단위).';
comment on column v_forecast_vs_actual.deviation is 'Actual against forecast: 0.1 is 10 % more than forecast. / 전망 대비 실적 (0.1 = 전망보다 10% 많음).';
comment on column v_forecast_vs_actual.forecast_source is 'File of the report that forecasts. / 전망한 보고서의 파일 이름.';
comment on column v_forecast_vs_actual.forecast_publisher is 'Who brought that report out. / 전망한 보고서의 발행 기관.';
comment on column v_forecast_vs_actual.forecast_on is 'Day of that report. / 전망한 보고서의 발행일.';
comment on column v_forecast_vs_actual.actual_source is 'File of the report with the actual value. / 실적을 적은 보고서의 파일 이름.';
comment on column v_forecast_vs_actual.actual_on is 'Day of that report. / 실적을 적은 보고서의 발행일.';
comment on column v_forecast_vs_actual.forecast_sentence is 'The sentence that forecasts. / 전망한 문장.';
comment on column v_forecast_vs_actual.actual_sentence is 'The sentence with the actual value. / 실적을 적은 문장.';
comment on column v_forecast_vs_actual.forecast_figure_id is 'figure_id of the forecast. / 전망의 figure_id.';
comment on column v_forecast_vs_actual.actual_figure_id is 'figure_id of the actual value. / 실적의 figure_id.';
