-- The same for changes: growth, falls and differences, by what they are measured against.
-- comments from: series, v_figures
create or replace view v_changes as
select * exclude (measure, kind)
from series
where measure = 'change';

comment on view v_changes is 'One row per subject, metric, segment, basis, unit, modality and period: the change, by the report that states it best. / 주체·지표·부문·비교 기준·단위·양태·기간마다 한 행: 가장 잘 적은 보고서의 변화.';
