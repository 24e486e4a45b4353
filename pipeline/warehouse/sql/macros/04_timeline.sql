-- How tellings of events are compared, and how their days are written.

-- Words as a list of tokens in lower case, between spaces: 'Qwen3-Max Preview' is ' qwen3 max preview '.
create or replace macro worded(words) as ' ' || trim(regexp_replace(lower(words), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';

-- The things named in words: what stands in quotes, and runs of foreign script. Two or three capitals are a kind of thing
-- (AI, LLM, GPU) as a rule; a number behind an apostrophe is a year.
create or replace macro names_in(words) as list_transform(
    list_filter(
        regexp_extract_all(
            words,
            '[''‘"“「『《<][^\d\s''’"”」』》>][^''’"”」』》>]{0,39}[''’"”」』》>]'
            || '|[\p{Latin}\p{Han}][\p{Latin}\p{Han}\d]*(?:[ .+-]{1,2}[\p{Latin}\p{Han}\d]+)*'
        ),
        lambda name: not regexp_full_match(name, '[A-Z]{2,3}')
    ),
    lambda name: worded(name)
);

-- Whether a thing of one list is one of the other, or a longer form of it: Qwen3-Max and Qwen3-Max Preview, no GPT-4 and GPT-4o.
create or replace macro name_same(some, others) as len(list_filter(
    some,
    lambda name: len(list_filter(others, lambda other: contains(name, other) or contains(other, name))) > 0
)) > 0;

-- Whether two lists of content words tell the same thing: two of them, and half of the shorter list.
create or replace macro same_words(some, others) as
    len(list_intersect(some, others)) >= 2 and 2 * len(list_intersect(some, others)) >= least(len(some), len(others));

-- Types that two tellings of one event may have. What is only announced, or has no type, may be anything.
create or replace macro kindred(one, other) as
    one = other
    or one in ('statement', 'other')
    or other in ('statement', 'other')
    or list_contains(
        ['contract partnership', 'capital_raising funding', 'capital_raising ipo', 'acquisition investment'],
        least(one, other) || ' ' || greatest(one, other)
    );

-- Days in their grain, as TIMEX3 has them: 2025-09-08, 2025-09, 2025-Q3, 2025-H1, 2025; other stretches as first/last.
create or replace macro fmt_days(first_day, last_day) as
    case
        when first_day = last_day then strftime(first_day, '%Y-%m-%d')
        when first_day = date_trunc('month', first_day) and last_day = last_day(first_day) then strftime(first_day, '%Y-%m')
        else '' end
;
