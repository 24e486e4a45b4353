-- One row per event as one report tells it. Participants and figures are lists in text order, empty where there are none.
-- comments from: corrected_events, documents, tellings
create or replace view v_events as
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
    t.actors,
    t.counterparties,
    t.objects,
    t.places,
    t.actor_ids,
    t.counterparty_ids,
    t.object_ids,
    t.place_ids,
    t.figures,
    t.figure_ids,
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
join tellings as t using (event_id)
left join sentences as s on s.sentence_id = v.sentence_id;

comment on view v_events is 'One row per event and report, with participants, figures and sentence. / 보고서별 사건 한 건이 한 행: 참여자·수치·문장 포함.';
comment on column v_events.sentence is 'The sentence it stands in. / 사건이 들어 있는 문장.';
