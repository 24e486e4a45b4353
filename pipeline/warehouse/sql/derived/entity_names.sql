-- The names of entities as `names` needs them: whoever asks for a company compares tens of thousands.
select entity_id, name, helpers.name_key(name) as name_key
from (
    select entity_id, unnest([name_ko, name_en, name_zh] || aliases || tickers) as name from entities
    union
    select entity_id, split_part(code, '.', 1) from (select entity_id, unnest(tickers) as code from entities)
    union
    select entity_id, entity_id from entities
)
where name is not null and name <> ''
order by entity_id, name
