-- What each event is told with, and what tellings of several reports are compared by. The words of a telling are those since the event
-- before it in its sentence, without who and when.
with
told as (
    from corrected_events semi join renewed using (doc_id)
),
taking_part as (
    select p.event_id, p.role, p.entity_id, p.text, p.start_char, coalesce(p.entity_id, helpers.squeezed(p.text)) as who,
        coalesce(e.name_ko, e.name_en, p.text) as name
    from event_participants as p
    semi join renewed using (doc_id)
    left join entities as e using (entity_id)
),
named as ( -- one sorted list an event: sorting in aggregates, a role at a time, takes several times as long
    select
        event_id,
        list_sort(
            list({'first_char': first_char, 'name': name, 'entity_id': entity_id, 'role': role}), 'ASC', 'NULLS LAST'
        ) as everybody
    from (select event_id, role, name, entity_id, min(start_char) as first_char from taking_part group by all)
    group by event_id
),
parties as (
    select
        event_id,
        list_sort(list(distinct entity_id)) as participant_ids, -- NULL is no member
        list_sort(list(distinct who) filter (role = 'actor')) as actor_keys,
        list_sort(list(distinct who) filter (role in ('actor', 'counterparty'))) as party_keys,
        list_sort(list(distinct helpers.worded(text)) filter (role = 'object')) as things,
        list_sort(flatten(
            list(case when entity_id is null then helpers.names_in(text) else [entity_id, helpers.worded(text)] end) filter (role = 'object')
        )) as names
    from taking_part
    group by event_id
),
stated as (
    select
        ef.event_id,
        list(f.text order by f.start_char, f.figure_id) as figures,
        list(f.figure_id order by f.start_char, f.figure_id) as figure_ids,
        list_sort(list(distinct f.value::varchar || f.unit)) as amounts
    from event_figures as ef
    semi join renewed using (doc_id)
    join corrected_figures as f using (figure_id)
    group by ef.event_id
),
spans as (
    select
        event_id,
        sentence_id,
        trigger_start,
        trigger_start + length(trigger) as trigger_end,
        rule like '%.embedded' as embedded,
        lag(trigger_start + length(trigger), 1, 0) over in_order as floor,
        lead(trigger_start, 1, 2147483647) over in_order as ceiling
    from told
    window in_order as (partition by sentence_id order by trigger_start, event_id)
),
reach as ( -- a relative clause stands before the thing it is about
    select
        event_id,
        sentence_id,
        case when embedded then trigger_end else floor end as first_char,
        case when embedded then ceiling else trigger_start end as last_char
    from spans
),
silent as (
    select sentence_id, start_char, end_char
    from corrected_mentions semi join renewed using (doc_id)
    where label in ('ORG', 'PERSON', 'LOC', 'TICKER')
    union all
    select sentence_id, start_char, end_char from time_expressions semi join renewed using (doc_id)
),
clauses as (
    select
        r.event_id,
        b.ordinal as item,
        b.parent,
        trim(
            substr(s.text, greatest(r.first_char - s.start_char, 0) + 1, r.last_char - greatest(r.first_char, s.start_char)),
            ' ,.;:·'
        ) as clause
    from reach as r
    join sentences as s using (sentence_id)
    left join blocks as b using (block_id)
),
words as (
    select r.event_id, k.start_char, k.end_char, k.form, k.lemma, k.tag
    from reach as r
    join (from tokens semi join renewed using (doc_id)) as k
        on k.sentence_id = r.sentence_id and k.start_char >= r.first_char and k.end_char <= r.last_char
    where not exists (
        from silent as s
        where s.sentence_id = k.sentence_id and s.start_char < k.end_char and k.start_char < s.end_char
    )
),
spaced as (
    select
        *,
        coalesce(start_char - lag(end_char) over (partition by event_id order by start_char, end_char), 0) as gap
    from words
),
wordings as (
    select
        event_id,
        array_to_string(list_transform(
            list_sort(list({
                'start_char': start_char,
                'end_char': end_char,
                'piece': case when gap > 1 then ' | ' when gap = 1 then ' ' else '' end || form
            })),
            lambda one: one.piece
        ), '') as wording,
        list_sort(list(distinct lower(lemma)) filter (tag in ('NNG', 'NNP', 'SL', 'SH', 'XR'))) as lemmas
    from spaced
    group by event_id
)
select
    v.event_id,
    v.doc_id,
    v.sentence_id,
    v.event_type,
    v.status,
    v.start_on,
    coalesce(v.end_on, v.start_on) as end_on,
    v.grain,
    v.trigger,
    v.trigger_start,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'actor'), lambda one: one.name) as actors,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'counterparty'), lambda one: one.name) as counterparties,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'object'), lambda one: one.name) as objects,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'place'), lambda one: one.name) as places,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'actor'), lambda one: one.entity_id) as actor_ids,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'counterparty'), lambda one: one.entity_id) as counterparty_ids,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'object'), lambda one: one.entity_id) as object_ids,
    list_transform(list_filter(coalesce(n.everybody, []), lambda one: one.role = 'place'), lambda one: one.entity_id) as place_ids,
    coalesce(p.participant_ids, []) as participant_ids,
    coalesce(stated.figures, []) as figures,
    coalesce(stated.figure_ids, []) as figure_ids,
    coalesce(p.actor_keys, []) as actor_keys,
    coalesce(p.party_keys, []) as party_keys,
    helpers.also_closed(coalesce(p.things, [])) as things,
    helpers.also_closed(case when len(p.names) > 0 then p.names else coalesce(helpers.names_in(w.wording)[-1:], []) end) as names,
    coalesce(w.lemmas, []) as lemmas,
    coalesce(stated.amounts, []) as amounts,
    c.clause,
    c.item,
    c.parent
from told as v
left join named as n using (event_id)
left join parties as p using (event_id)
left join stated using (event_id)
left join clauses as c using (event_id)
left join wordings as w using (event_id)
