-- One row per event across reports; the days are those of the report that tells them most precisely.
-- Two tellings are the same event when type and actors agree, they share an object or a figure (or neither names any and both
-- give the day), and
-- 1. their first and their last days are at most 3 days apart, or
-- 2. the days of one lie within those of the other, they share an object or a figure, and no second event competes.
-- Events without an actor need a shared object or figure. Actors are compared by entity, else by wording.
-- comments from: v_events, events
create or replace view v_timeline as
with recursive
involved as (
    select event_id, role, coalesce(entity_id, squeezed(text)) as who from event_participants
),
amounts as (
    select ef.event_id, f.value::varchar || f.unit as amount from event_figures as ef join figures as f using (figure_id)
),
actors as (
    select event_id, list_sort(list(distinct who)) as actor_key from involved where role = 'actor' group by event_id
),
topics as (
    select event_id, list(distinct topic) as topics
    from (
        select event_id, who as topic from involved where role = 'object'
        union all
        select event_id, amount from amounts
    )
    group by event_id
),
told as (
    select
        v.event_id,
        v.event_type,
        coalesce(a.actor_key, []) as actor_key,
        coalesce(t.topics, []) as topics,
        v.start_on,
        coalesce(v.end_on, v.start_on) as end_on,
        row_number() over (order by v.end_on - v.start_on, v.start_on, v.event_id) as place -- the most precise first
    from events as v
    left join actors as a using (event_id)
    left join topics as t using (event_id)
),
alike as (
    select
        one.place as place,
        other.place as other,
        abs(one.start_on - other.start_on) <= 3 and abs(one.end_on - other.end_on) <= 3 as near,
        one.start_on <= other.start_on and other.end_on <= one.end_on and list_has_any(one.topics, other.topics) as around
    from told as one
    join told as other
        on one.event_type = other.event_type and one.actor_key = other.actor_key and other.place < one.place
        and one.start_on <= other.end_on + 3 and other.start_on <= one.end_on + 3
    where list_has_any(one.topics, other.topics)
        or (
            one.topics = [] and other.topics = [] and one.actor_key <> []
            and one.start_on = one.end_on and other.start_on = other.end_on
        )
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
)
select
    v.event_type,
    arg_min(v.start_on, t.place) as start_on,
    arg_min(v.end_on, t.place) as end_on,
    arg_min(v.grain, t.place) as grain,
    arg_min(v.status, case v.status when 'occurred' then 1 when 'planned' then 2 else 3 end) as status,
    arg_min(v.trigger, t.place) as trigger,
    list_sort(list_distinct(flatten(list(v.actors)))) as actors,
    list_sort(list_distinct(flatten(list(v.counterparties)))) as counterparties,
    list_sort(list_distinct(flatten(list(v.objects)))) as objects,
    list_sort(list_distinct(flatten(list(v.places)))) as places,
    list_sort(list_distinct(flatten(list(v.figures)))) as figures,
    count(distinct v.doc_id) as reports,
    list_sort(list(distinct v.source_name)) as sources,
    list(v.sentence order by v.published_on, v.source_name, v.doc_id, v.start_char) as sentences,
    list(v.event_id order by v.published_on, v.source_name, v.doc_id, v.start_char) as event_ids
from same_event as s
join told as t using (place)
join v_events as v using (event_id)
group by v.event_type, s.root;

comment on view v_timeline is 'One row per event across reports, with all that tell it. / 여러 보고서에 걸친 사건 한 건이 한 행: 언급한 보고서 목록 포함.';
comment on column v_timeline.status is 'The surest status that a report gives: occurred before planned before rumoured. / 보고서들이 전하는 가장 확실한 상태 (발생, 계획, 보도 순).';
comment on column v_timeline.actors is 'Who does it, from all reports. / 행위자 (모든 보고서 합산).';
comment on column v_timeline.counterparties is 'With whom or to whom, from all reports. / 상대 (모든 보고서 합산).';
comment on column v_timeline.objects is 'What it is about, from all reports. / 대상 (모든 보고서 합산).';
comment on column v_timeline.places is 'Where, from all reports. / 장소 (모든 보고서 합산).';
comment on column v_timeline.figures is 'Figures stated for it in any report, as written. / 어느 보고서든 이 사건에 딸린 수치 (원문).';
comment on column v_timeline.reports is 'How many reports tell it. / 이 사건을 전하는 보고서 수.';
comment on column v_timeline.sources is 'Names of their files. / 그 보고서들의 파일 이름.';
comment on column v_timeline.sentences is 'The sentences that tell it, oldest report first. / 이 사건을 전하는 문장들 (오래된 보고서부터).';
comment on column v_timeline.event_ids is 'event_id of each telling, in the same order. / 각 언급의 event_id (같은 순서).';
