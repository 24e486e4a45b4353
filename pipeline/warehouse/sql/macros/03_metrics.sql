-- One outlay goes by several names: what one report calls capex is an investment in another.
create or replace macro helpers.comparable_metric(metric) as case metric when 'capex' then 'investment' else metric end;

comment on macro helpers.comparable_metric is 'Metrics that reports use for the same thing: capex counts as investment. / 같은 것을 가리키는 지표를 하나로 묶음 (capex → investment).';

-- What narrows a metric: the words before its name, 클라우드 in 클라우드 매출액. The longest name that ends the wording counts.
create or replace macro helpers.segment(wording, cues) as nullif(trim(left(
    wording,
    length(wording) - list_max(list_transform(list_filter(cues, lambda cue: ends_with(wording, cue)), lambda cue: length(cue)))
)), '');

-- Words that only say how long, or of what everybody knows (주간 수익률, 주가 수익률), narrow nothing.
create or replace macro helpers.narrowing(words) as
    nullif(regexp_replace(words, '^(?:(?:일간|주간|월간|분기|연간|누적|주가|총)\s*)+$', ''), '');

-- A share, a multiple or a rank of something that is counted in money is another thing than the money.
create or replace macro helpers.fits(unit, metric, kinds) as
    (unit <> 'rank' or metric = 'rank')
    and (unit not in ('percent', 'percentage_point', 'basis_point', 'multiple') or not list_contains(kinds, 'money'));

comment on macro helpers.segment is 'The words before the name of a metric: 클라우드 in 클라우드 매출액. / 지표 이름 앞의 말 (클라우드 매출액 → 클라우드).';
comment on macro helpers.narrowing is 'Words that narrow a metric; NULL where they only say how long. / 지표를 좁히는 말. 기간을 말할 뿐이면 NULL.';
comment on macro helpers.fits is 'Whether a unit can be the level of a metric. / 그 지표의 수준을 나타낼 수 있는 단위인지 여부.';
