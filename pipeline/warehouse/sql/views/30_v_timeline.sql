-- One row per event across reports; the days are those of the report that tells them most precisely.
-- Two tellings are the same event when each has a party of the other as its actor, they are about the same thing, and
-- 1. their first and their last days are at most 3 days apart, or
-- 2. the days of one lie within those of the other, and no second event competes.
-- About the same thing: both name it, of kindred types or with one trigger; or the types are kindred, no two names contradict
-- each other, and they share an object, content words, a figure or, in a deal, both parties; or the types are the same, and one is the sub-item of the other
-- and has no object, or neither tells what it is about and both give the day. A telling without an actor needs a shared name.
-- The words of a telling are those since the event before it in its sentence, without who and when.
-- Parties are compared by entity, else by wording.
-- comments from: tellings, events
create or replace view v_timeline as
with recursive
told as ( -- the most precise first, of equals the one that says what it is about
    select
        *,
        row_number() over (
            order by end_on - start_on, start_on, names || things = [], doc_id, trigger_start, event_id
        ) as place
    from tellings
    where doc_id not in (select doc_id from superseded)
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
        one.start_on <= other.start_on and other.end_on <= one.end_on as around
    from keys as one
    join keys as other
        on one.key = other.key and one.month = other.month and other.place < one.place
        and one.start_on <= other.end_on + 3 and other.start_on <= one.end_on + 3
    where (near or around) and (helpers.kindred(one.event_type, other.event_type) or one.trigger = other.trigger)
),
alike as (
    select
        pairs.place,
        pairs.other,
        pairs.near,
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
same_event as (
    select r.place, coalesce(a.inner_root, r.root) as root from rooted as r left join adopted as a using (root)
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
        typed.event_type,
        list_sort(list({
            'published_on': d.published_on,
            'source_name': d.source_name,
            'doc_id': t.doc_id,
            'start_char': t.trigger_start,
            'event_id': t.event_id,
            'sentence': x.text
        }), 'ASC', 'NULLS LAST') as tellings,
        arg_min(t.start_on, t.place) as start_on,
        arg_min(t.end_on, t.place) as end_on,
        arg_min(t.grain, t.place) as grain,
        arg_min(fmt_days(t.start_on, t.end_on), t.place) as days,
        arg_min(t.status, case t.status when 'occurred' then 1 when 'planned' then 2 else 3 end) as status,
        arg_min(t.trigger, t.place) as trigger,
        list_sort(list_distinct(flatten(list(t.actors)))) as actors,
        list_sort(list_distinct(flatten(list(t.counterparties)))) as counterparties,
        list_sort(list_distinct(flatten(list(t.objects)))) as objects,
        list_sort(list_distinct(flatten(list(t.places)))) as places,
        list_sort(list_distinct(flatten(list(t.participant_ids)))) as participant_ids,
        list_sort(list_distinct(flatten(list(t.figures)))) as figures,
        count(distinct t.doc_id) as reports,
        list_sort(list(distinct d.source_name)) as sources,
        arg_min(t.clause, t.place) as clause,
        arg_min(x.text, t.place) as sentence,
        list_sort(list(distinct fmt_days(t.start_on, t.end_on))) as dates_told,
        list_sort(list(distinct t.event_type)) as types_told,
        list_sort(list(distinct t.status)) as statuses_told
    from same_event as s
    join told as t using (place)
    join documents as d using (doc_id)
    left join sentences as x using (sentence_id)
    join typed on typed.root = s.root
    group by s.root, typed.event_type
)
select
    * exclude (tellings, dates_told, types_told, statuses_told),
    list_transform(tellings, lambda one: one.sentence) as sentences,
    list_transform(tellings, lambda one: one.event_id) as event_ids,
    dates_told,
    types_told,
    statuses_told
from gathered;

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
