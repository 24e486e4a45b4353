-- What a company may be called, for finding it: names of entities (a ticker also without its exchange), and subjects that are no entity
-- as they are written. Names are compared by `name_key`: in lower case, without blanks, points and legal form.
-- comments from: entities
create or replace view names as
with
written as (
    select entity_id, unnest(names) as name from v_entities
    union
    select entity_id, split_part(code, '.', 1) from (select entity_id, unnest(tickers) as code from entities)
    union
    select entity_id, entity_id from entities
    union
    select null, subject_text
    from corrected_figures
    semi join newest_documents using (doc_id)
    where subject_entity_id is null and subject_text is not null
)
select entity_id, name, helpers.name_key(name) as name_key
from written
where name is not null and name <> '';

comment on view names is 'One row per name of an entity, or of a subject that is none. / 개체의 표기(또는 개체가 아닌 주체) 하나가 한 행.';
comment on column names.name is 'A written form. / 표기.';
comment on column names.name_key is 'The form in which names are compared. / 비교에 쓰는 형태.';
