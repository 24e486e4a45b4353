-- Figures of one company for one metric and its narrower ones, in the order of their periods. The company may be given by entity_id,
-- Korean, English or Chinese name, alias or ticker; the metric by its name in `metrics`, its Korean or English name, or by words of
-- the report: 주가 finds target prices too, and 매출 all that is called so.
create or replace macro metric(company, wanted) as table
with
meant as (
    select entity_id
    from entities
    where lower(company) in (lower(entity_id), lower(name_ko), lower(name_en), lower(name_zh))
        or list_contains(list_transform(aliases || tickers, lambda name: lower(name)), lower(company))
        or list_contains(list_transform(tickers, lambda code: lower(split_part(code, '.', 1))), lower(company))
),
asked as (
    select metric from metrics
    where lower(wanted) in (lower(metric), lower(name_ko), lower(name_en))
        or list_contains(list_transform(cues, lambda cue: squeezed(cue)), squeezed(wanted))
)
select *
from v_figures as f
where (
        f.subject_entity_id in (select entity_id from meant)
        or f.subject_entity_id is null and squeezed(f.subject_text) = squeezed(company)
    )
    and (
        f.metric = lower(wanted)
        or f.metric in (select metric from v_metrics where list_has_any(path, (select list(metric) from asked)))
        or contains(squeezed(f.metric_text), squeezed(wanted))
    )
order by f.period_end, f.published_on, f.doc_id, f.start_char;

comment on macro table metric is 'metric(company, metric): figures of a company for a metric and its narrower ones, over time. / 회사와 지표로 (하위 지표까지) 수치를 시간순으로 조회.';
