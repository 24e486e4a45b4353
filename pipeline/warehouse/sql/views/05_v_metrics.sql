-- The metrics with the way up from each: itself, its broader metric, and so on to the top.
-- comments from: metrics
create or replace view v_metrics as
with recursive upwards as (
    select metric, [metric] as path, broader
    from metrics
    union all
    select u.metric, list_append(u.path, m.metric), m.broader
    from upwards as u
    inner join metrics as m on m.metric = u.broader
)
select m.*, u.path
from metrics as m
inner join upwards as u on u.metric = m.metric and u.broader is null;

comment on view v_metrics is 'What figures measure, with the broader metrics of each. / 수치가 재는 지표와 그 상위 지표들.';
comment on column v_metrics.path is 'The metric and its broader ones, the nearest first. / 지표와 그 상위 지표 (가까운 것부터).';
