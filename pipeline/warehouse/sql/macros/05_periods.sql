-- What kind of period two days make; whole months are counted, so that a quarter and the first nine months of a year stay apart.

create or replace macro helpers.whole_months(first_on, last_on) as
    case when day(first_on) = 1 and last_on = last_day(last_on) and last_on > first_on
        then 12 * (year(last_on) - year(first_on)) + month(last_on) - month(first_on) + 1 end;

create or replace macro helpers.period_type(first_on, last_on) as
    case
        when last_on is null then null
        when first_on is null or first_on = last_on then 'day'
        when helpers.whole_months(first_on, last_on) = 1 then 'month'
        when helpers.whole_months(first_on, last_on) = 3 then 'quarter'
        when helpers.whole_months(first_on, last_on) = 6 then 'half'
        when helpers.whole_months(first_on, last_on) = 12 then 'year'
        when last_on - first_on > 366 then 'years'
        when helpers.whole_months(first_on, last_on) is not null and month(first_on) = 1 then 'cumulative'
        when last_on - first_on = 6 then 'week'
        else 'days'
    end;

comment on macro helpers.whole_months is 'How many whole months two days bound; NULL where they bound none. / 두 날짜가 이루는 온전한 달의 수. 아니면 NULL.';
comment on macro helpers.period_type is 'day, week, days, month, quarter, half, cumulative, year or years. / 기간의 종류 (day 일, week 주, days 며칠, month 월, quarter 분기, half 반기, cumulative 누적, year 연, years 여러 해).';
