-- One row per event as one report tells it. Participants and figures are lists in text order, empty where there are none.
-- comments from: corrected_events, documents
create or replace view v_events as
with
named as (
    select
        p.event_id,
        p.role,
        coalesce(e.name_ko, e.name_en, p.text) as name,
        p.entity_id,
        min(p.start_char) as first_char
    from event_participants as p
    left join entities as e using (entity_id)
    group by all
),
participants as ( -- one sorted list an event: sorting in aggregates, a role at a time, takes several times as long
    select
        event_id,
        list_transform(list_filter(everybody, lambda one: one.role = 'actor'), lambda one: one.name) as actors,
        list_transform(list_filter(everybody, lambda one: one.role = 'counterparty'), lambda one: one.name) as counterparties,
        list_transform(list_filter(everybody, lambda one: one.role = 'object'), lambda one: one.name) as objects,
        list_transform(list_filter(everybody, lambda one: one.role = 'place'), lambda one: one.name) as places,
        list_transform(list_filter(everybody, lambda one: one.role = 'actor'), lambda one: one.entity_id) as actor_ids,
        list_transform(list_filter(everybody, lambda one: one.role = 'counterparty'), lambda one: one.entity_id) as counterparty_ids,
        list_transform(list_filter(everybody, lambda one: one.role = 'object'), lambda one: one.entity_id) as object_ids,
        list_transform(list_filter(everybody, lambda one: one.role = 'place'), lambda one: one.entity_id) as place_ids
    from (
        select
            event_id,
            list_sort(
                list({'first_char': first_char, 'name': name, 'entity_id': entity_id, 'role': role}), 'ASC', 'NULLS LAST'
            ) as everybody
        from named
        group by event_id
    )
),
stated as (
    select ef.event_id, list(f.text order by f.start_char) as figures, list(f.figure_id order by f.start_char) as figure_ids
    from event_figures as ef
    join corrected_figures as f using (figure_id)
    group by ef.event_id
)
select
    v.event_id,
    d.doc_id,
    d.source_name,
    d.title,
    d.published_on,
    v.event_type,
    v.status,
    v.start_on,
    v.end_on,
    v.grain,
    coalesce(p.actors, []) as actors,
    coalesce(p.counterparties, []) as counterparties,
    coalesce(p.objects, []) as objects,
    coalesce(p.places, []) as places,
    coalesce(p.actor_ids, []) as actor_ids,
    coalesce(p.counterparty_ids, []) as counterparty_ids,
    coalesce(p.object_ids, []) as object_ids,
    coalesce(p.place_ids, []) as place_ids,
    coalesce(stated.figures, []) as figures,
    coalesce(stated.figure_ids, []) as figure_ids,
    v.trigger,
    v.trigger_start,
    s.text as sentence,
    v.sentence_id,
    v.text,
    v.start_char,
    v.end_char,
    v.reviewed,
    v.confidence,
    v.rule
from corrected_events as v
join newest_documents as d using (doc_id)
left join participants as p using (event_id)
left join stated using (event_id)
left join sentences as s using (sentence_id);

comment on view v_events is 'One row per event and report, with participants, figures and sentence. / 보고서별 사건 한 건이 한 행: 참여자·수치·문장 포함.';
comment on column v_events.actors is 'Who does it: Korean name where known, else as written. / 행위자 (한국어 이름 우선, 없으면 원문).';
comment on column v_events.counterparties is 'With whom or to whom. / 상대.';
comment on column v_events.objects is 'What it is about: product, policy, stake. / 대상 (제품, 정책, 지분 등).';
comment on column v_events.places is 'Where. / 장소.';
comment on column v_events.actor_ids is 'Entities of `actors`, in the same order; NULL inside for unknown ones. / `actors`의 개체 식별자 (같은 순서, 모르면 NULL).';
comment on column v_events.counterparty_ids is 'Entities of `counterparties`, in the same order. / `counterparties`의 개체 식별자 (같은 순서).';
comment on column v_events.object_ids is 'Entities of `objects`, in the same order. / `objects`의 개체 식별자 (같은 순서).';
comment on column v_events.place_ids is 'Entities of `places`, in the same order. / `places`의 개체 식별자 (같은 순서).';
comment on column v_events.figures is 'Figures stated for it, as written. / 사건에 딸린 수치 (원문).';
comment on column v_events.figure_ids is 'The same as figure_id, in the same order. / 같은 수치의 figure_id (같은 순서).';
comment on column v_events.sentence is 'The sentence it stands in. / 사건이 들어 있는 문장.';
