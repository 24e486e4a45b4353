-- One row per figure that restates another one in another unit (3,800억 위안(약 75조원)). Amounts in whole units of `unit`;
-- the deviation is a share: 0.02 is 2 % more than the reference rate gives, NULL for units that are no currency.
-- comments from: v_figures
create or replace view v_restatements as
select
    f.figure_id,
    f.doc_id,
    f.source_name,
    f.published_on,
    f.subject,
    f.metric,
    o.text as original_text,
    o.value as original_value,
    o.unit as original_unit,
    f.text,
    f.value,
    f.unit,
    case when f.stated_rate_deviation > -1 then f.value::double / (1 + f.stated_rate_deviation) end as reference_value,
    f.stated_rate_deviation,
    o.fx_on,
    o.fx_source,
    f.sentence,
    f.start_char,
    f.end_char,
    f.equivalent_of
from v_figures as f
join corrected_figures as o on o.figure_id = f.equivalent_of;

comment on view v_restatements is 'One row per restated amount, compared with the reference rate. / 다른 단위로 다시 적은 금액 한 건이 한 행: 기준 환율과 비교.';
comment on column v_restatements.original_text is 'The figure that is restated, as written. / 원래 수치 (원문).';
comment on column v_restatements.original_value is 'Its value in `original_unit`. / 원래 수치의 값 (`original_unit` 단위).';
comment on column v_restatements.original_unit is 'Its unit. / 원래 수치의 단위.';
comment on column v_restatements.reference_value is 'What the reference rate gives, in `unit`. / 기준 환율로 환산한 값 (`unit` 단위).';
