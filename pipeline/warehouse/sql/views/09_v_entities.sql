-- One row per entity, with all its names and how often reports name it.
-- comments from: entities
create or replace view v_entities as
with
named as (
    select entity_id, count(*) as mentions, count(distinct doc_id) as reports
    from corrected_mentions
    semi join newest_documents using (doc_id)
    where entity_id is not null
    group by entity_id
)
select
    e.entity_id,
    e.label,
    coalesce(e.name_ko, e.name_en, e.name_zh) as name,
    e.name_ko,
    e.name_en,
    e.name_zh,
    e.aliases,
    e.tickers,
    list_distinct(list_filter([e.name_ko, e.name_en, e.name_zh] || e.aliases || e.tickers, lambda name: name is not null)) as names,
    e.country,
    e.sector,
    e.fiscal_year_end,
    e.part_of,
    list_filter([e.part_of, above.part_of, top.part_of], lambda whole: whole is not null) as wholes,
    coalesce(named.mentions, 0) as mentions,
    coalesce(named.reports, 0) as reports
from entities as e
left join entities as above on above.entity_id = e.part_of
left join entities as top on top.entity_id = above.part_of
left join named on named.entity_id = e.entity_id;

comment on view v_entities is 'One row per entity: its names in every script, its tickers, and how often reports name it. / 개체 하나가 한 행: 모든 표기와 종목 코드, 언급 횟수.';
comment on column v_entities.name is 'Its name, Korean first. / 이름 (한국어 우선).';
comment on column v_entities.names is 'All its written forms: names, aliases, tickers. / 모든 표기 (이름, 별칭, 종목 코드).';
comment on column v_entities.wholes is 'What it is a part of, and what that is a part of, up to three steps. / 속한 회사와 그 상위 회사 (세 단계까지).';
comment on column v_entities.mentions is 'How often reports name it. / 언급 횟수.';
comment on column v_entities.reports is 'How many reports name it. / 언급한 보고서 수.';
