-- One row per event across reports; the days are those of the report that tells them most precisely.
-- Two tellings are the same event when each has a party of the other as its actor, they are about the same thing, and
-- 1. their first and their last days are at most 3 days apart, or
-- 2. the days of one lie within those of the other, and no second event competes.
-- About the same thing: both name it, of kindred types or with one trigger; or the types are kindred, no two names contradict
-- each other, and they share an object, content words, a figure or, in a deal, both parties; or the types are the same, and one is the sub-item of the other
-- and has no object, or neither tells what it is about and both give the day. A telling without an actor needs a shared name.
-- The words of a telling are those since the event before it in its sentence, without who and when.
-- Parties are compared by entity, else by wording.
-- A plan for more than a quarter is the same plan wherever it is told with the same amount, whatever day a report counts it from. A plan
-- that came true is the event it became: told before, of the same named thing (or the same two sides of a deal) by the same party, at most a
-- quarter behind the days that were planned, and no second event could be it.
-- Steps of one story are events within two years of kindred types with a party in common that name the same thing, or within a year deals
-- of the same two sides that do not name different things: agreement, approval, closing and payment of one deal.
-- comments from: tellings, events
create or replace view v_timeline as
with recursive
told as ( -- the most precise first, of equals the one that says what it is about
    select
        t.*,
        d.source_name,
        d.published_on,
        t.status = 'planned' and t.end_on - t.start_on > 92 as for_long,
        row_number() over (
            order by t.end_on - t.start_on, t.start_on, t.names || t.things = [], t.doc_id, t.trigger_start, t.event_id
        ) as place
    from tellings as t
    join newest_documents as d using (doc_id)
),
keys as ( -- only tellings that share one, and a month, are compared
    select *, unnest(generate_series(date_trunc('month', start_on - 3), end_on, interval 1 month)) as month
    from (
        select
            place,
            event_type,
            trigger,
            start_on,
            end_on,
            for_long,
            unnest(
                list_distinct(party_keys || things || list_transform(names, lambda name: split_part(trim(name), ' ', 1)))
            ) as key
        from told
    )
),
pairs as (
    select distinct
        one.place,
        other.place as other,
        abs(one.start_on - other.start_on) <= 3 and abs(one.end_on - other.end_on) <= 3 as near,
        one.start_on <= other.start_on and other.end_on <= one.end_on as around,
        one.for_long and other.for_long and one.start_on <= other.end_on and other.start_on <= one.end_on as again
    from keys as one
    join keys as other
        on one.key = other.key and one.month = other.month and other.place < one.place
        and one.start_on <= other.end_on + 3 and other.start_on <= one.end_on + 3
    where (near or around or again) and (helpers.kindred(one.event_type, other.event_type) or one.trigger = other.trigger)
),
alike as (
    select
        pairs.place,
        pairs.other,
        pairs.near or pairs.again and list_has_any(one.amounts, other.amounts) as near,
        pairs.around
    from pairs
    join told as one using (place)
    join told as other on other.place = pairs.other
    where case
            when helpers.share_a_name(one.names, other.names)
                then helpers.meet(one.actor_keys, one.party_keys, other.actor_keys, other.party_keys) or one.actor_keys = [] or other.actor_keys = []
            when not helpers.kindred(one.event_type, other.event_type) then false
            when helpers.meet(one.actor_keys, one.party_keys, other.actor_keys, other.party_keys)
                then list_has_any(one.amounts, other.amounts)
                    or (one.names = [] or other.names = [])
                    and (
                        helpers.share_a_name(one.things, other.things)
                        or helpers.share_words(one.lemmas, other.lemmas)
                        or one.event_type in ('partnership', 'contract', 'acquisition', 'funding')
                        and len(list_intersect(one.party_keys, other.party_keys)) >= 2
                    )
                    or one.event_type = other.event_type
                    and one.start_on = other.start_on
                    and one.end_on = other.end_on
                    and one.doc_id = other.doc_id
                    and (
                        one.parent = other.item and one.things || one.names = []
                        or other.parent = one.item and other.things || other.names = []
                    )
                    or one.event_type = other.event_type
                    and one.things || one.names || one.lemmas || one.amounts = []
                    and other.things || other.names || other.lemmas || other.amounts = []
                    and one.start_on = one.end_on
                    and other.start_on = other.end_on
            else one.actor_keys = [] and other.actor_keys = [] and helpers.share_a_name(one.things, other.things)
        end
),
parents as (
    select place, min(other) as parent from alike where near group by place
),
rooted (place, root) as (
    select place, place from told where place not in (select place from parents)
    union all
    select p.place, r.root from parents as p join rooted as r on r.place = p.parent
),
wide as materialized ( -- else DuckDB compares all roots with all roots
    select rooted.root, alike.other from alike join rooted using (place) where alike.around and not alike.near
),
enclosing as (
    select distinct wide.root, rooted.root as inner_root
    from wide join rooted on rooted.place = wide.other and rooted.root <> wide.root
),
adopted as (
    select root, min(inner_root) as inner_root
    from enclosing
    where inner_root not in (select root from enclosing)
    group by root
    having count(distinct inner_root) = 1
),
one_event as (
    select r.place, coalesce(a.inner_root, r.root) as root from rooted as r left join adopted as a using (root)
),
steps as ( -- events that can be a step of something
    select
        e.root,
        arg_min(t.event_type, t.place) as event_type,
        arg_min(t.start_on, t.place) as start_on,
        arg_min(t.end_on, t.place) as end_on,
        max(t.published_on) as last_told,
        bool_and(t.status <> 'occurred') as is_open,
        list_distinct(flatten(list(t.party_keys))) as parties,
        list_filter(list_distinct(flatten(list(t.names))), lambda name: length(trim(name)) > 3) as names, -- R&D, 6G, 뉴딜 are what much is about
        list_filter(list_distinct(flatten(list(t.names))), lambda name: contains(trim(name), ' ')) as long_names,
        list_distinct(flatten(list(t.places))) as places
    from one_event as e
    join told as t using (place)
    where t.event_type in (
            'product_release', 'partnership', 'investment', 'funding', 'ipo', 'capital_raising', 'acquisition', 'contract', 'operation', 'founding'
        )
    group by e.root
),
step_keys as ( -- a name's first word; the two sides of a deal
    select
        root,
        event_type,
        start_on,
        unnest(list_distinct(
            list_transform(names, lambda name: split_part(trim(name), ' ', 1))
            || case when event_type in ('contract', 'partnership', 'acquisition', 'investment', 'funding', 'capital_raising')
                then flatten(list_transform(parties, lambda one: list_transform(
                    list_filter(parties, lambda other: one < other), lambda other: one || ' & ' || other
                ))) else [] end
        )) as key
    from steps
),
step_pairs as (
    select distinct one.root, other.root as other
    from step_keys as one
    join step_keys as other
        on one.key = other.key
        and (other.start_on, other.root) < (one.start_on, one.root)
        and one.start_on - other.start_on <= 731
    where helpers.kindred(one.event_type, other.event_type)
),
of_one_thing as ( -- two steps of one thing: `other` is the earlier one
    select later, earlier
    from step_pairs as p
    join steps as later on later.root = p.root
    join steps as earlier on earlier.root = p.other
    where list_has_any(later.parties, earlier.parties)
        and (
            list_has_any(later.names, earlier.names)
            or helpers.share_a_name(later.long_names, earlier.long_names) -- Qwen3-Max and Qwen3-Max Preview, not Qwen
            or (later.names = [] or earlier.names = [])
            and len(list_intersect(later.parties, earlier.parties)) >= 2
            and later.start_on - earlier.start_on <= 366
        )
),
fulfilled as ( -- the plan, and the event that it became
    select before.root as plan, min(after.root) as event
    from (select earlier as before, later as after from of_one_thing union all select later, earlier from of_one_thing)
    where before.is_open and not after.is_open
        and before.last_told <= after.start_on
        and after.start_on between before.start_on - 31 and before.end_on + 92
        and (before.places = [] or after.places = [] or list_has_any(before.places, after.places))
        and before.event_type = after.event_type
    group by before.root
    having count(*) = 1
),
same_event as (
    select e.place, coalesce(f.event, e.root) as root, f.event is not null as foretold
    from one_event as e
    left join fulfilled as f on f.plan = e.root
),
of_one_story as ( -- with what became of plans in their place
    select distinct coalesce(f.event, o.later.root) as root, coalesce(g.event, o.earlier.root) as other
    from of_one_thing as o
    left join fulfilled as f on f.plan = o.later.root
    left join fulfilled as g on g.plan = o.earlier.root
),
story_parents as (
    select later.root, arg_min(earlier.root, (earlier.start_on, earlier.root)) as parent
    from (select root, other from of_one_story union select other, root from of_one_story) as o
    join steps as later on later.root = o.root
    join steps as earlier on earlier.root = o.other
    where (earlier.start_on, earlier.root) < (later.start_on, later.root)
    group by later.root
),
stories (root, story) as (
    select root, root from one_event where root not in (select root from story_parents) group by root
    union all
    select p.root, s.story from story_parents as p join stories as s on s.root = p.parent
),
types as (
    select s.root, t.event_type, t.event_type in ('statement', 'other') as is_open, -count(*) as rarity, min(t.place) as place
    from same_event as s
    join told as t using (place)
    group by all
),
typed as (
    select root, arg_min(event_type, (is_open, rarity, place)) as event_type from types group by root
),
gathered as (
    select
        s.root,
        typed.event_type,
        list_sort(list({
            'published_on': t.published_on,
            'source_name': t.source_name,
            'doc_id': t.doc_id,
            'start_char': t.trigger_start,
            'event_id': t.event_id,
            'sentence': x.text
        }), 'ASC', 'NULLS LAST') as tellings,
        arg_min(t.start_on, (s.foretold, t.place)) as start_on,
        arg_min(t.end_on, (s.foretold, t.place)) as end_on,
        arg_min(t.grain, (s.foretold, t.place)) as grain,
        arg_min(fmt_days(t.start_on, t.end_on), (s.foretold, t.place)) as days,
        arg_min(t.status, case t.status when 'occurred' then 1 when 'planned' then 2 else 3 end) as status,
        arg_min(t.trigger, (s.foretold, t.place)) as trigger,
        list_sort(list_distinct(flatten(list(t.actors)))) as actors,
        list_sort(list_distinct(flatten(list(t.counterparties)))) as counterparties,
        list_sort(list_distinct(flatten(list(t.objects)))) as objects,
        list_sort(list_distinct(flatten(list(t.places)))) as places,
        list_sort(list_distinct(flatten(list(t.participant_ids)))) as participant_ids,
        list_sort(list_distinct(flatten(list(t.figures)))) as figures,
        count(distinct t.doc_id) as reports,
        list_sort(list(distinct t.source_name)) as sources,
        arg_min(t.clause, (s.foretold, t.place)) as clause,
        arg_min(x.text, (s.foretold, t.place)) as sentence,
        list_sort(list(distinct fmt_days(t.start_on, t.end_on))) as dates_told,
        list_sort(list(distinct t.event_type)) as types_told,
        list_sort(list(distinct t.status)) as statuses_told
    from same_event as s
    join told as t using (place)
    left join sentences as x using (sentence_id)
    join typed on typed.root = s.root
    group by s.root, typed.event_type
)
select
    g.* exclude (root, tellings, dates_told, types_told, statuses_told),
    list_transform(tellings, lambda one: one.sentence) as sentences,
    list_transform(tellings, lambda one: one.event_id) as event_ids,
    dates_told,
    types_told,
    statuses_told,
    first_told.event_id as story_id,
    row_number() over (partition by stories.story order by g.start_on, g.end_on, g.root) as step,
    count(*) over (partition by stories.story) as steps
from gathered as g
join stories using (root)
join told as first_told on first_told.place = stories.story;

comment on view v_timeline is 'One row per event across reports, with all that tell it. / 여러 보고서에 걸친 사건 한 건이 한 행: 언급한 보고서 목록 포함.';
comment on column v_timeline.event_type is 'The type that most tellings give it; of equals that with the most precise date. / 가장 많은 보고서가 적은 종류 (같으면 날짜가 정확한 쪽).';
comment on column v_timeline.days is 'The days in their unit: 2025-09-08, 2025-09, 2025-Q3. / 단위에 맞춘 날짜 (2025-09-08, 2025-09, 2025-Q3).';
comment on column v_timeline.status is 'The surest status that a report gives: occurred before planned before rumoured. / 보고서들이 전하는 가장 확실한 상태 (발생, 계획, 보도 순).';
comment on column v_timeline.actors is 'Who does it, from all reports. / 행위자 (모든 보고서 합산).';
comment on column v_timeline.counterparties is 'With whom or to whom, from all reports. / 상대 (모든 보고서 합산).';
comment on column v_timeline.objects is 'What it is about, from all reports. / 대상 (모든 보고서 합산).';
comment on column v_timeline.places is 'Where, from all reports. / 장소 (모든 보고서 합산).';
comment on column v_timeline.participant_ids is 'Entities that take part in it, in any role. / 참여한 개체의 식별자 (역할 무관).';
comment on column v_timeline.figures is 'Figures stated for it in any report, as written. / 어느 보고서든 이 사건에 딸린 수치 (원문).';
comment on column v_timeline.reports is 'How many reports tell it. / 이 사건을 전하는 보고서 수.';
comment on column v_timeline.sources is 'Names of their files. / 그 보고서들의 파일 이름.';
comment on column v_timeline.clause is 'The words before its trigger, since the event before it in that sentence; behind a relative clause what follows it. / 그 문장에서 사건을 나타내는 말 앞의 부분 (앞 사건 다음부터, 관형절이면 뒤따르는 부분).';
comment on column v_timeline.sentence is 'The sentence that gives the most precise date. / 날짜가 가장 정확한 문장.';
comment on column v_timeline.sentences is 'The sentences that tell it, oldest report first. / 이 사건을 전하는 문장들 (오래된 보고서부터).';
comment on column v_timeline.event_ids is 'event_id of each telling, in the same order. / 각 언급의 event_id (같은 순서).';
comment on column v_timeline.dates_told is 'The days as each report gives them; more than one where they differ. / 보고서마다 적힌 날짜 (서로 다르면 둘 이상).';
comment on column v_timeline.types_told is 'The types that reports give it; more than one where they differ. / 보고서마다 적힌 종류 (서로 다르면 둘 이상).';
comment on column v_timeline.statuses_told is 'The statuses that reports give it; more than one where they differ. / 보고서마다 적힌 상태 (서로 다르면 둘 이상).';
comment on column v_timeline.story_id is 'The story it is a step of: agreement, approval, closing and payment of one deal, announcement and launch of one product; the event_id of its first step. / 이 사건이 속한 이야기 (한 거래의 합의·승인·완료·대금 지급, 한 제품의 발표와 출시 등). 첫 단계의 event_id.';
comment on column v_timeline.step is 'Which step of its story it is, by day: 1 is the first. / 이야기의 몇 번째 단계인지 (날짜순, 1부터).';
comment on column v_timeline.steps is 'How many steps its story has: 1 where it stands alone. / 이야기의 단계 수 (혼자면 1).';
