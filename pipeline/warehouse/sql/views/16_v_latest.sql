-- The newest actual level of each subject, metric, segment and unit. Of equally new ones, that of the shortest period. What flows over a
-- period and has none, and values for several years, have no place in time and are left out.
-- comments from: v_series
create or replace view v_latest as
select s.* exclude (measure, basis, kind)
from series as s
where s.measure = 'level'
    and s.modality = 'actual'
    and s.period_type is distinct from 'years'
    and (s.period_end is not null or s.kind is distinct from 'flow')
qualify row_number() over (
    partition by s.subject, s.subject_entity_id, s.metric, s.segment, s.unit, s.counter, s.per
    order by s.valid_on desc, s.period_start desc nulls last, s.published_on desc, s.figure_id
) = 1;

comment on view v_latest is 'The newest actual level of each subject, metric, segment and unit. / 주체·지표·부문·단위마다 가장 최근의 실적 한 행.';
