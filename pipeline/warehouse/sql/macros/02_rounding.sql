-- How much a stated number leaves open: 3,800억 is 3,795억 to 3,805억, 34 % is 33.5 to 34.5 %.

-- Digits of a DECIMAL without sign and trailing zeros: 380000000000.000000000 is '380000000000.', 12.500000000 is '12.5'.
create or replace macro stated_digits(x) as rtrim(ltrim(x::varchar, '-'), '0');

-- Half of the place of the last digit that is not zero.
create or replace macro rounding(x) as
    case
        when x = 0 then 0.5
        when stated_digits(x) like '%.' then
            0.5 * 10.0 ** (length(stated_digits(x)) - 1 - length(rtrim(rtrim(stated_digits(x), '.'), '0')))
        else 0.5 * 10.0 ** -length(split_part(stated_digits(x), '.', 2))
    end;

-- 약, 여, 가량 leave 5 % open, if the digits do not leave more.
create or replace macro leeway(x, approximate) as
    greatest(rounding(x), case when approximate then 0.05 * abs(x::double) else 0 end);

create or replace macro lowest(value, bound, approximate) as
    case when bound in ('at_most', 'below') then '-infinity'::double else value::double - leeway(value, approximate) end;

create or replace macro highest(value, bound, approximate) as
    case when bound in ('at_least', 'above') then 'infinity'::double else value::double + leeway(value, approximate) end;

-- Subjects and wordings are compared without white space and case.
create or replace macro squeezed(words) as lower(regexp_replace(words, '\s+', '', 'g'));

comment on macro stated_digits is 'Helper of rounding: digits without trailing zeros. / rounding의 보조: 끝의 0을 뺀 숫자.';
comment on macro rounding is 'Half of the place of the last stated digit: 34 leaves 0.5 open. / 마지막 유효 자리의 절반 (34 → 0.5).';
comment on macro leeway is 'How far the true value may be from the stated one. / 실제 값이 적힌 값과 다를 수 있는 폭.';
comment on macro lowest is 'The lowest value that a stated figure allows. / 적힌 수치가 허용하는 최솟값.';
comment on macro highest is 'The highest value that a stated figure allows. / 적힌 수치가 허용하는 최댓값.';
comment on macro squeezed is 'Words without white space, in lower case, for comparing. / 비교용: 공백을 없앤 소문자 문자열.';
