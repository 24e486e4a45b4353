-- One row per restated amount that is more than 5 % away from the reference rate; the largest deviation first.
-- comments from: v_restatements
create or replace view v_rate_outliers as
select * from v_restatements where abs(stated_rate_deviation) > 0.05 order by abs(stated_rate_deviation) desc, figure_id;

comment on view v_rate_outliers is 'Restated amounts more than 5 % away from the reference rate. / 기준 환율과 5% 넘게 벌어진 환산 금액.';
