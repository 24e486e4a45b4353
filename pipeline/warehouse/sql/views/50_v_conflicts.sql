-- One row per pair of figures of two reports that cannot both be true: subject, metric, segment, measure, basis, unit and period agree,
-- both are actual or both planned, but no value lies within what both allow (rounding of the digits, 5 % for 약, open ends for 이상 and
-- 이하). What only looks like it is left out: forecasts, which may differ; shares and ranks of a whole that is not named; joint totals;
-- figures whose reading is unsure; a subject that is a bare word for what is measured (수출, 확진자), which says nothing of whose; changes
-- that do not say what they are held to; what one report alone gives several values, and so does not tell apart; sentences that differ in
-- their numbers alone, which are two issues of one statistic; and a pair where one of the two reports also gives the other's value for the
-- thing, or where a report gives it for another period (the year before, in most cases). Values in `unit`; the first one is from the older
-- report.
-- comments from: v_figures
create or replace view v_conflicts as
with
claims as (
    select
        c.*,
        hash(
            c.subject_key, c.kin, c.segment, c.measure, c.basis, c.unit, c.counter, c.per, c.modality
        ) as thing,
        helpers.lowest(c.value, c.bound, c.approximate) as low,
        helpers.highest(coalesce(c.value_high, c.value), c.bound, c.approximate) as high
    from claims as c
    where c.modality <> 'forecast' and c.period_end is not null and c.metric_text is not null and c.fits
        and (c.metric not in ('market_share', 'share_of_total', 'rank') or c.segment is not null)
        and (c.measure = 'level' or c.basis <> 'since')
        and (
            c.subject_entity_id is not null or contains(c.subject, ' ')
            or not ends_with(helpers.squeezed(c.metric_text), c.subject_key)
        )
),
several as ( -- most things are told by one report alone
    select thing from claims group by thing having count(distinct doc_id) > 1
),
apart as ( -- a report in which a thing has one value
    select doc_id, thing, period_start, period_end
    from claims
    semi join several using (thing)
    group by all
    having max(low) <= min(high)
),
shared as (
    select c.*, f.text, s.text as sentence, d.source_name
    from claims as c
    semi join apart as a
        on a.thing = c.thing and a.doc_id = c.doc_id and a.period_end = c.period_end and a.period_start is not distinct from c.period_start
    join corrected_figures as f using (figure_id)
    join documents as d on d.doc_id = c.doc_id
    left join sentences as s on s.sentence_id = c.sentence_id
    where least(f.metric_confidence, f.subject_confidence, f.period_confidence) >= 0.5 and not helpers.is_joint(coalesce(s.text, ''), c.metric_text)
),
pairs as (
    select
        thing,
        one.figure_id as figure_id_1,
        other.figure_id as figure_id_2,
        one.value::double as value_1,
        other.value::double as value_2
    from shared as one
    join shared as other using (thing)
    where one.period_start is not distinct from other.period_start
        and one.period_end = other.period_end
        and one.doc_id <> other.doc_id
        and row(one.published_on, one.figure_id) < row(other.published_on, other.figure_id)
        and (one.low > other.high or other.low > one.high)
        and not exists (
            select 1
            from claims as also
            where also.thing = one.thing
                and (
                    also.doc_id = one.doc_id and also.low <= other.high and other.low <= also.high
                    or also.doc_id = other.doc_id and also.low <= one.high and one.low <= also.high
                )
        )
)
select
    one.subject,
    one.subject_entity_id,
    one.metric,
    one.metric_text,
    one.segment,
    one.measure,
    one.basis,
    one.period_start,
    one.period_end,
    fmt_days(coalesce(one.period_start, one.period_end), one.period_end) as period,
    one.modality,
    one.unit,
    one.counter,
    one.per,
    p.value_1,
    p.value_2,
    abs(p.value_2 - p.value_1) / nullif(greatest(abs(p.value_1), abs(p.value_2)), 0) as difference,
    case
        when p.value_1 = -p.value_2 then 'sign'
        when p.value_1 * p.value_2 > 0
            and abs(log10(abs(p.value_2 / p.value_1))) >= 0.99
            and abs(log10(abs(p.value_2 / p.value_1)) - round(log10(abs(p.value_2 / p.value_1)))) < 0.01 then 'magnitude'
        when one.published_on < other.published_on and abs(p.value_2 - p.value_1) <= 0.1 * abs(p.value_1) then 'revision'
        else 'value'
    end as kind,
    concat_ws(
        ' ', coalesce(one.subject, ''), one.metric_text, concat(fmt_days(coalesce(one.period_start, one.period_end), one.period_end), ':'), one.text, concat('(', one.source_name, ', ', one.published_on, ')'),
        '≠', other.text, concat('(', other.source_name, ', ', other.published_on, ')')
    ) as why,
    one.text as text_1,
    other.text as text_2,
    one.sentence as sentence_1,
    other.sentence as sentence_2,
    one.source_name as source_1,
    other.source_name as source_2,
    p.figure_id_1,
    p.figure_id_2
from pairs as p
join shared as one on one.figure_id = p.figure_id_1
join shared as other on other.figure_id = p.figure_id_2
where not helpers.is_next_issue(coalesce(one.sentence, ''), coalesce(other.sentence, ''));

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
comment on column v_conflicts.kind is 'sign (one is the other with another sign), magnitude (a power of ten apart), revision (a later report, at most 10 % away) or value. / 종류 (sign 부호만 반대, magnitude 10의 거듭제곱 배 차이, revision 나중 보고서의 10% 이내 수정, value 값 차이).';
comment on column v_conflicts.why is 'What contradicts what, in one line. / 무엇이 무엇과 모순되는지 한 줄로.';
