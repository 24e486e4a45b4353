-- Companies and metrics by any of their names, and the figures of one for the other. A macro finds its tables in the database that is in
-- use; where the file is attached under another name, `USE` it or name it: metric('알리바바', 'capex', db := 'r'). So these macros stand
-- alone: they call no other, and have no WITH, which DuckDB 1.4 cannot read from a macro that a later one has stored.

-- Entities by name in any script, alias, ticker or id, those that are called so first, then those whose names come near.
create or replace macro find_entity(called, db := null) as table
select e.entity_id, e.name, e.label, e.tickers, e.mentions, e.reports, l.found_by, round(l.likeness, 3) as likeness
from (
    select entity_id, arg_max(name, likeness) as found_by, max(likeness) as likeness
    from (
        select entity_id, name, jaro_winkler_similarity(name_key, regexp_replace(lower(nfc_normalize(called)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g')) as likeness
        from query_table('"' || coalesce(db, current_database()) || '".main.names')
        where entity_id is not null
    )
    group by entity_id
) as l
join query_table('"' || coalesce(db, current_database()) || '".main.v_entities') as e using (entity_id)
where l.likeness > 0.7
order by l.likeness desc, e.mentions desc, e.entity_id
limit 10;

-- The id of the entity that is called so; of several the one that reports name most. An unknown name is an error that offers the nearest.
create or replace macro entity(called, db := null) as (
    select case
        when count(*) filter (is_meant) > 0 then arg_max(entity_id, row(mentions, entity_id)) filter (is_meant)
        when called is null then null
        else error(concat(
            'No company, place or product is called ', called, '. Near it: ',
            array_to_string(arg_max(name, jaro_winkler_similarity(name_key, wanted), 5) filter (is_first), ', ')
        ))
    end
    from (
        select
            n.*,
            e.mentions,
            k.wanted,
            n.name_key = k.wanted as is_meant,
            row_number() over (partition by n.name order by n.entity_id) = 1 as is_first
        from query_table('"' || coalesce(db, current_database()) || '".main.names') as n
        join query_table('"' || coalesce(db, current_database()) || '".main.v_entities') as e using (entity_id)
        cross join (select regexp_replace(lower(nfc_normalize(called)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g') as wanted) as k
    )
);

-- Metrics by name, Korean or English, or by a word of reports, those that are called so first, then those whose names come near.
create or replace macro find_metric(called, db := null) as table
select m.metric, m.name_ko, m.name_en, m.broader, m.definition_ko, m.definition_en, l.found_by, round(l.likeness, 3) as likeness
from (
    select metric, arg_max(word, likeness) as found_by, max(likeness) as likeness
    from (
        select metric, word, jaro_winkler_similarity(lower(replace(word, ' ', '')), lower(replace(called, ' ', ''))) as likeness
        from (
            select metric, unnest([metric, name_ko, name_en] || cues) as word
            from query_table('"' || coalesce(db, current_database()) || '".main.metrics')
        )
    )
    group by metric
) as l
join query_table('"' || coalesce(db, current_database()) || '".main.metrics') as m using (metric)
where l.likeness > 0.7
order by l.likeness desc, m.metric
limit 10;

-- Figures of one company for one metric and its narrower ones, in the order of their periods. The company may be given by entity_id,
-- Korean, English or Chinese name, alias or ticker, or as reports write it; the metric by its name in `metrics`, its Korean or English
-- name, or by words of the report: 주가 finds target prices too, and 매출 all that is called so. A company or metric that nothing is known
-- of is an error that offers the nearest.
create or replace macro metric(company, wanted, db := null) as table
select f.* replace (s.text as sentence, b.heading_path as heading_path, b.page as page)
from (
    select r.*
    from query_table('"' || coalesce(db, current_database()) || '".main.figure_rows') as r
    semi join (
        select figure_id
        from query_table('"' || coalesce(db, current_database()) || '".main.compared_figures')
        where (
                name_key = regexp_replace(lower(nfc_normalize(company)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g')
                or subject_entity_id in (
                    select entity_id
                    from query_table('"' || coalesce(db, current_database()) || '".main.entity_names')
                    where name_key = regexp_replace(lower(nfc_normalize(company)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g')
                )
            )
            and (
                metric = lower(wanted)
                or metric in (
                    select metric
                    from query_table('"' || coalesce(db, current_database()) || '".main.metric_words')
                    where word_key = lower(replace(wanted, ' ', ''))
                )
                or contains(lower(replace(metric_text, ' ', '')), lower(replace(wanted, ' ', '')))
            )
    ) as chosen using (figure_id)
) as f
left join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s on s.doc_id = f.doc_id and s.sentence_id = f.sentence_id
left join query_table('"' || coalesce(db, current_database()) || '".main.blocks') as b on b.doc_id = s.doc_id and b.block_id = s.block_id
where (
        select case
            when count(*) = 0 then true
            else error(concat(
                'No company is called ', company, '. Near it: ',
                array_to_string(arg_max(name, jaro_winkler_similarity(name_key, regexp_replace(lower(nfc_normalize(company)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g')), 5), ', ')
            ))
        end
        from ( -- all names, where none is this one
            select distinct name, name_key
            from query_table('"' || coalesce(db, current_database()) || '".main.names')
            where company is not null
                and not exists (
                    select 1
                    from query_table('"' || coalesce(db, current_database()) || '".main.names')
                    where name_key = regexp_replace(lower(nfc_normalize(company)), '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g')
                )
        )
    )
    and (
        select case
            when count(*) = 0 then true
            else error(concat(
                'No metric is called ', wanted, '. Near it: ',
                array_to_string(arg_max(metric, likeness, 5), ', ')
            ))
        end
        from ( -- all metrics, where none is called so, in no report either
            select metric, max(jaro_winkler_similarity(word_key, lower(replace(wanted, ' ', '')))) as likeness
            from query_table('"' || coalesce(db, current_database()) || '".main.metric_words')
            where wanted is not null
                and not exists (
                    select 1
                    from query_table('"' || coalesce(db, current_database()) || '".main.metric_words')
                    where word_key = lower(replace(wanted, ' ', ''))
                )
                and not exists (
                    select 1
                    from query_table('"' || coalesce(db, current_database()) || '".main.compared_figures')
                    where contains(lower(replace(metric_text, ' ', '')), lower(replace(wanted, ' ', '')))
                )
            group by metric
        )
    )
order by f.period_end, f.published_on, f.doc_id, f.start_char;

comment on macro table find_entity is 'find_entity(name): entities by name in any script, the nearest first. / 이름·별칭·종목 코드로 개체 찾기 (가까운 것부터).';
comment on macro entity is 'entity(name): the entity_id of a company, place or product by any of its names; unknown ones are an error with the nearest. / 이름(어느 문자든)으로 entity_id 찾기. 없으면 비슷한 이름을 알려 주는 오류.';
comment on macro table find_metric is 'find_metric(words): metrics by their words, the nearest first. / 말로 지표 찾기 (가까운 것부터).';
comment on macro table metric is 'metric(company, metric): figures of a company for a metric and its narrower ones, over time. / 회사와 지표로 (하위 지표까지) 수치를 시간순으로 조회.';
