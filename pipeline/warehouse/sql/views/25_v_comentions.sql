-- One row per pair of entities that stand in one sentence, however often each is named there; the pair in the order of its ids.
-- comments from: entities
create or replace view v_comentions as
with
named as (
    select distinct m.sentence_id, m.doc_id, m.entity_id, e.label, coalesce(e.name_ko, e.name_en, e.name_zh) as name
    from corrected_mentions as m
    semi join newest_documents using (doc_id)
    join entities as e using (entity_id)
    where m.sentence_id is not null
)
select
    one.name as name_1,
    other.name as name_2,
    one.entity_id as entity_id_1,
    other.entity_id as entity_id_2,
    one.label as label_1,
    other.label as label_2,
    count(*) as sentences,
    count(distinct one.doc_id) as reports,
    list_sort(list(one.sentence_id)) as sentence_ids
from named as one
join named as other on one.sentence_id = other.sentence_id and one.entity_id < other.entity_id
group by all;

comment on view v_comentions is 'One row per pair of entities that stand in one sentence. / 한 문장에 함께 나온 개체 한 쌍이 한 행.';
comment on column v_comentions.name_1 is 'Name of the first. / 첫 개체의 이름.';
comment on column v_comentions.name_2 is 'Name of the second. / 둘째 개체의 이름.';
comment on column v_comentions.entity_id_1 is 'The first. / 첫 개체.';
comment on column v_comentions.entity_id_2 is 'The second. / 둘째 개체.';
comment on column v_comentions.label_1 is 'What kind of thing the first is. / 첫 개체의 종류.';
comment on column v_comentions.label_2 is 'What kind of thing the second is. / 둘째 개체의 종류.';
comment on column v_comentions.sentences is 'In how many sentences they stand together. / 함께 나온 문장 수.';
comment on column v_comentions.reports is 'In how many reports. / 함께 나온 보고서 수.';
comment on column v_comentions.sentence_ids is 'Those sentences. / 그 문장들.';
