-- Amounts as Korean readers write them, in at most two of the units 경, 조, 억, 만 and 1; what is smaller is rounded away.

-- The smaller of the two units that an amount of this size is written in.
create or replace macro korean_step(size) as
    case when size >= 1e16 then 1e12 when size >= 1e12 then 1e8 when size >= 1e8 then 1e4 when size >= 1e4 then 1 else 0.01 end;

create or replace macro korean_rounded(x) as round(abs(x::double) / korean_step(abs(x))) * korean_step(abs(x));

create or replace macro korean_units(steps, larger, smaller) as
    format('{:,}', steps // 10000) || larger
    || case when steps % 10000 > 0 then ' ' || format('{:,}', steps % 10000) || smaller else '' end;

-- Rounding may lift an amount into the next unit (999,999,999,999 is 1조), so the unit is chosen after it.
create or replace macro korean_size(rounded) as
    case korean_step(rounded)
        when 1e12 then korean_units(round(rounded / 1e12)::bigint, '경', '조')
        when 1e8 then korean_units(round(rounded / 1e8)::bigint, '조', '억')
        when 1e4 then korean_units(round(rounded / 1e4)::bigint, '억', '만')
        when 1 then korean_units(round(rounded)::bigint, '만', '')
        else regexp_replace(format('{:,.2f}', rounded::double), '\.?0+$', '')
    end;

create or replace macro korean_number(x) as
    case when x < 0 and korean_rounded(x) > 0 then '-' else '' end || korean_size(korean_rounded(x));

create or replace macro fmt_krw(x) as korean_number(x) || ' 원';
create or replace macro fmt_usd(x) as korean_number(x) || ' 달러';

comment on macro korean_step is 'Helper of korean_number: the smaller of the two units. / korean_number의 보조: 두 단위 중 작은 쪽.';
comment on macro korean_rounded is 'Helper of korean_number: size, rounded to that unit. / korean_number의 보조: 그 단위로 반올림한 크기.';
comment on macro korean_units is 'Helper of korean_number: two units side by side. / korean_number의 보조: 두 단위를 나란히 표기.';
comment on macro korean_size is 'Helper of korean_number: without the sign. / korean_number의 보조: 부호를 뺀 표기.';
comment on macro korean_number is 'A number in 경, 조, 억, 만: 1840000000000 is 1조 8,400억. / 수를 경·조·억·만 단위로 표기.';
comment on macro fmt_krw is 'Won as people write it: 75e12 is 75조 원. / 원화 금액을 읽기 쉽게 표기 (75e12 → 75조 원).';
comment on macro fmt_usd is 'Dollars as people write it: 52.4e9 is 524억 달러. / 달러 금액을 읽기 쉽게 표기 (52.4e9 → 524억 달러).';
