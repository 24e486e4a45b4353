-- One outlay goes by several names: what one report calls capex is an investment in another.
create or replace macro comparable_metric(metric) as case metric when 'capex' then 'investment' else metric end;

comment on macro comparable_metric is 'Metrics that reports use for the same thing: capex counts as investment. / 같은 것을 가리키는 지표를 하나로 묶음 (capex → investment).';
