-- How two tellings of an event are compared, and how their days are written.

-- Words between single spaces, in lower case: 'Qwen3-Max Preview' is ' qwen3 max preview '.
create or replace macro helpers.worded(words) as ' ' || trim(regexp_replace(lower(words), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';

-- The things that words name: what stands in quotes, and runs of foreign script. Two or three capitals are a kind of thing as
-- a rule (AI, LLM, GPU), and what begins with a digit behind an apostrophe is a year.
-- Most words have neither, which is told faster than all names are found.
create or replace macro helpers.names_in(words) as case
    when regexp_matches(words, '[''‘"“「『《<\p{Latin}\p{Han}]') then list_transform(list_filter(
        regexp_extract_all(
            words,
            '[''‘"“「『《<][^\d\s''’"”」』》>][^''’"”」』》>]{0,39}[''’"”」』》>]'
            || '|[\p{Latin}\p{Han}][\p{Latin}\p{Han}\d]*(?:[ .+-]{1,2}[\p{Latin}\p{Han}\d]+)*'
        ),
        lambda name: not regexp_full_match(name, '[A-Z]{2,3}')
    ), lambda name: helpers.worded(name))
    when words is not null then []
end;

-- Each form also without spaces: 빛 3 is 빛3.
create or replace macro helpers.also_closed(forms) as list_distinct(forms || list_transform(forms, lambda form: ' ' || replace(form, ' ', '') || ' '));

-- Whether one list names a thing of the other, or a longer form of it: Qwen3-Max and Qwen3-Max Preview, not GPT-4 and GPT-4o.
create or replace macro helpers.share_a_name(these, those) as len(list_filter(
    these,
    lambda name: len(list_filter(those, lambda other: contains(name, other) or contains(other, name))) > 0
)) > 0;

-- Whether two lists of content words tell of the same thing: at least two in common, and half of the shorter list.
create or replace macro helpers.share_words(these, those) as
    len(list_intersect(these, those)) >= 2 and 2 * len(list_intersect(these, those)) >= least(len(these), len(those));

-- Whether each of two tellings has a party of the other as its actor: A 사 with B 사, and B 사 with A 사.
create or replace macro helpers.meet(actors, parties, other_actors, other_parties) as
    list_has_any(actors, other_parties) and list_has_any(other_actors, parties);

-- Types that one event may have in two reports. What is only said, or has no type of its own, may be anything.
create or replace macro helpers.kindred(one, other) as
    one = other
    or one in ('statement', 'other')
    or other in ('statement', 'other')
    or least(one, other) || ' ' || greatest(one, other)
        in ('contract partnership', 'capital_raising funding', 'capital_raising ipo', 'acquisition investment');

-- Days in the longest unit that they fill: 2025-09-08, 2025-09, 2025-Q3, 2025-H1, 2025; else the first and the last such unit.
create or replace macro fmt_days(first_on, last_on) as
    case
        when first_on = last_on then strftime(first_on, '%Y-%m-%d')
        when day(first_on) > 1 or last_on <> last_day(last_on) then strftime(first_on, '%Y-%m-%d/') || strftime(last_on, '%Y-%m-%d')
        when month(first_on) = 1 and month(last_on) = 12
            then strftime(first_on, '%Y') || case when year(first_on) < year(last_on) then strftime(last_on, '/%Y') else '' end
        when year(first_on) = year(last_on) and month(first_on) = month(last_on) then strftime(first_on, '%Y-%m')
        when year(first_on) = year(last_on) and month(last_on) - month(first_on) = 2 and month(last_on) % 3 = 0
            then strftime(first_on, '%Y-Q') || quarter(first_on)
        when year(first_on) = year(last_on) and month(last_on) - month(first_on) = 5 and month(last_on) % 6 = 0
            then strftime(first_on, '%Y-H') || month(last_on) // 6
        else strftime(first_on, '%Y-%m/') || strftime(last_on, '%Y-%m')
    end;

comment on macro helpers.worded is 'Words between single spaces, in lower case, for comparing. / 비교용: 한 칸씩 띄운 소문자 단어.';
comment on macro helpers.names_in is 'Names in words: quoted, or in foreign script. / 따옴표로 묶었거나 외국 문자로 적은 이름.';
comment on macro helpers.also_closed is 'Forms with and without spaces inside. / 띄어쓰기를 없앤 표기까지 더한 목록.';
comment on macro helpers.share_a_name is 'Whether two lists name the same thing, or a longer form of it. / 두 목록에 같은 이름(또는 더 긴 표기)이 있는지 여부.';
comment on macro helpers.share_words is 'Whether two lists of words tell of the same thing. / 두 단어 목록이 같은 내용을 가리키는지 여부.';
comment on macro helpers.meet is 'Whether each telling has a party of the other as its actor. / 서로의 당사자가 행위자인지 여부.';
comment on macro helpers.kindred is 'Whether one event may have both types. / 한 사건이 두 종류로 적힐 수 있는지 여부.';
comment on macro fmt_days is 'Days in their unit: 2025-09-08, 2025-09, 2025-Q3. / 날짜를 단위에 맞춰 표기 (2025-09-08, 2025-09, 2025-Q3).';
