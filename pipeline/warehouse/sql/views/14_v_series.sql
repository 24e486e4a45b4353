-- One row per subject, metric, segment, unit, modality and period: the level, as the report states it best, and how many state it.
-- Growth and other changes stand in v_changes; a percentage of something that is counted in money is no level of it.
-- comments from: series, v_figures
create or replace view v_series as
select * exclude (measure, basis, kind)
from series
where measure = 'level';

comment on view v_series is 'One row per subject, metric, segment, unit, modality and period: the level, by the report that states it best. / 주체·지표·부문·단위·양태·기간마다 한 행: 가장 잘 적은 보고서의 값.';
