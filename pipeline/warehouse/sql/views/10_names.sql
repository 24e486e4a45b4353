-- What a company may be called, for finding it: names of entities (a ticker also without its exchange), and subjects that are no entity
-- as they are written. Names are compared by `name_key`: in lower case, without blanks, points and legal form.
-- comments from: entity_names
create or replace view names as
select entity_id, name, name_key
from entity_names
union all
select distinct null, subject_text, name_key
from compared_figures
where name_key is not null and doc_id not in (select doc_id from superseded);

comment on view names is 'One row per name of an entity, or of a subject that is none. / 개체의 표기(또는 개체가 아닌 주체) 하나가 한 행.';
