-- How much a stated number leaves open: 3,800억 is 3,795억 to 3,805억, 34 % is 33.5 to 34.5 %.

-- All digits of a number, nine of them behind the point: 12.5 is '12500000000'.
create or replace macro helpers.digits(x) as replace(x::decimal(38, 9)::varchar, '.', '');

-- Half of the place of the last digit that is not zero.
create or replace macro helpers.rounding(x) as
    case when x = 0 then 0.5 else 0.5 * 10.0 ** (length(helpers.digits(x)) - length(rtrim(helpers.digits(x), '0')) - 9) end;

-- 약, 여, 가량 leave 5 % open, if the digits do not leave more.
create or replace macro helpers.leeway(x, approximate) as
    greatest(helpers.rounding(x), case when approximate then 0.05 * abs(x::double) else 0 end);

create or replace macro helpers.lowest(value, bound, approximate) as
    case when bound in ('at_most', 'below') then '-infinity'::double else value::double - helpers.leeway(value, approximate) end;

create or replace macro helpers.highest(value, bound, approximate) as
    case when bound in ('at_least', 'above') then 'infinity'::double else value::double + helpers.leeway(value, approximate) end;

-- Subjects and wordings are compared without white space and case.
create or replace macro helpers.squeezed(words) as lower(regexp_replace(words, '\s+', '', 'g'));

comment on macro helpers.digits is 'Helper of rounding: all digits, nine of them behind the point. / rounding의 보조: 소수점 아래 아홉 자리까지의 모든 숫자.';
comment on macro helpers.rounding is 'Half of the place of the last stated digit: 34 leaves 0.5 open. / 마지막 유효 자리의 절반 (34 → 0.5).';
comment on macro helpers.leeway is 'How far the true value may be from the stated one. / 실제 값이 적힌 값과 다를 수 있는 폭.';
comment on macro helpers.lowest is 'The lowest value that a stated figure allows. / 적힌 수치가 허용하는 최솟값.';
comment on macro helpers.highest is 'The highest value that a stated figure allows. / 적힌 수치가 허용하는 최댓값.';
comment on macro helpers.squeezed is 'Words without white space, in lower case, for comparing. / 비교용: 공백을 없앤 소문자 문자열.';

-- Whether a figure is told of several together: 합산, 총합, 3사 합계.
create or replace macro helpers.is_joint(sentence, wording) as regexp_matches(sentence || ' ' || wording, '합산|합계|합친|합하면|합쳐|도합|통틀어');

-- Whether two sentences of some length are the same but for their numbers: a statistic that comes out every month in the same words.
create or replace macro helpers.is_next_issue(one, other) as
    length(regexp_replace(one, '[\d.,\s]+', '', 'g')) >= 20
    and regexp_replace(one, '[\d.,\s]+', '', 'g') = regexp_replace(other, '[\d.,\s]+', '', 'g');

comment on macro helpers.is_next_issue is 'Whether two sentences differ in their numbers alone: two issues of one statistic. / 숫자만 다른 문장(같은 통계의 다음 호)인지 여부.';
comment on macro helpers.is_joint is 'Whether a sentence tells of several together. / 여럿을 합한 수치를 말하는 문장인지 여부.';

-- Names are compared in lower case, without blanks, points and the legal form.
create or replace macro helpers.name_key(name) as
    regexp_replace(lower(nfc_normalize(name)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g');

comment on macro helpers.name_key is 'The form in which names are compared: lower case, without blanks, points and legal form. / 이름을 비교하는 형태 (소문자, 띄어쓰기·법인 형태 제외).';
