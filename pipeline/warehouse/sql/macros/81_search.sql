-- Sentences that hold the words, best first: BM25 (k1 = 1.2, b = 0.75; Robertson and Zaragoza 2009), a sentence being as long as its
-- characters. Each word of the question counts where it, or what it is a form of (늘었다 is 늘다), stands among the content morphemes,
-- where its entity is named by any name (Alibaba finds 알리바바; names of up to four words count as one), and where a figure of the metric
-- is that it is a word for (설비투자 finds CAPEX). A word with a digit is looked
-- up as written, up to its commas and blanks, and never inside a longer number (800억 is not in 3,800억). One that no report uses
-- (영업이익률 where Kiwi reads 영업 and 이익률) is looked up as written and by the words inside it. Bylines and page furniture come last.
-- In `highlighted` the words stand between ** and **. The macro stands alone and has no WITH, as 80_metric.sql says.
create or replace macro search(words, most := 100, db := null) as table
select
    round(best.score, 3) as score,
    best.sentence,
    replace(
        regexp_replace(best.sentence, '(?i)(' || array_to_string(list_reverse_sort(list_distinct(best.patterns)), '|') || ')', '**\1**', 'g'), '****', ''
    ) as highlighted,
    best.source_name,
    best.title,
    best.published_on,
    best.doc_id,
    best.sentence_id,
    best.start_char,
    best.end_char
from (
    select
        found.score,
        found.patterns,
        s.text as sentence,
        d.source_name,
        d.title,
        d.published_on,
        s.doc_id,
        s.sentence_id,
        s.ordinal,
        s.start_char,
        s.end_char,
        b.kind = 'boilerplate'
        or coalesce(contains(concat_ws(' ', d.author_evidence, d.publisher_evidence, d.doc_type_evidence), s.text), false) as is_byline
    from (
        select
            counted.sentence_id,
            sum(counted.weight * counted.frequency * 2.2 / (
                counted.frequency + 1.2 * (0.25 + 0.75 * (s.end_char - s.start_char) / counted.average)
            )) as score,
            flatten(list(counted.patterns)) as patterns
        from (
            select
                hits.*,
                ln(1 + (a.sentences - count(*) over (partition by hits.term) + 0.5) / (count(*) over (partition by hits.term) + 0.5)) as weight,
                a.average
            from (
                select term, sentence_id, count(distinct place) as frequency, list(distinct pattern) as patterns
                from (
                    select
                        f.form as term,
                        t.sentence_id,
                        t.start_char as place,
                        regexp_escape(substr(s.text, t.start_char - s.start_char + 1, t.end_char - t.start_char))
                        || case when t.tag like 'V%' then '[가-힣]*' else '' end as pattern
                    from (
                        select distinct unnest(list_filter(
                            list_transform(
                                regexp_split_to_array(lower(nfc_normalize(words)), '\s+'),
                                lambda word: regexp_replace(word, '^[^\p{L}\p{N}+-]+|[^\p{L}\p{N}%]+$', '', 'g')
                            ),
                            lambda word: word <> ''
                        )) as word
                    ) as asked
                    join query_table('"' || coalesce(db, current_database()) || '".main.word_forms') as f
                        on f.form = asked.word
                        or length(f.form) > 1
                        and contains(asked.word, f.form)
                        and asked.word not in (select form from query_table('"' || coalesce(db, current_database()) || '".main.word_forms'))
                    join query_table('"' || coalesce(db, current_database()) || '".main.tokens') as t
                        on t.lemma = f.lemma -- the tag is looked at where the lemma fits, not in every token
                        and list_contains(
                            ['NNG', 'NNP', 'SL', 'SH', 'SN', 'VV', 'VV-R', 'VV-I', 'VA', 'VA-R', 'VA-I', 'XR', 'MAG'], t.tag
                        )
                    join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s using (sentence_id)
                    where not regexp_matches(asked.word, '[0-9]')
                    union all
                    select asked.word, f.sentence_id, f.start_char, regexp_escape(f.metric_text)
                    from (
                        select distinct unnest(list_filter(
                            list_transform(
                                regexp_split_to_array(lower(nfc_normalize(words)), '\s+'),
                                lambda word: regexp_replace(word, '^[^\p{L}\p{N}+-]+|[^\p{L}\p{N}%]+$', '', 'g')
                            ),
                            lambda word: word <> ''
                        )) as word
                    ) as asked
                    join query_table('"' || coalesce(db, current_database()) || '".main.metrics') as m
                        on list_contains(list_transform(m.cues, lambda cue: lower(replace(cue, ' ', ''))), asked.word)
                    join query_table('"' || coalesce(db, current_database()) || '".main.corrected_figures') as f
                        on f.metric = m.metric and f.sentence_id is not null and f.metric_text is not null
                    union all
                    select named.span, m.sentence_id, m.start_char, regexp_escape(m.text)
                    from (
                        select distinct unnest(flatten(list_transform(
                            range(1, len(parts) + 1),
                            lambda first: list_transform(
                                range(first, least(first + 4, len(parts) + 1)), lambda last: array_to_string(parts[first:last], ' ')
                            )
                        ))) as span
                        from (select regexp_split_to_array(trim(lower(nfc_normalize(words))), '\s+') as parts)
                    ) as named
                    join query_table('"' || coalesce(db, current_database()) || '".main.entity_names') as n
                        on n.name_key = regexp_replace(named.span, '주식회사|\(주\)|㈜|[\s.,·''’&-]+', '', 'g') and n.name_key <> ''
                    join query_table('"' || coalesce(db, current_database()) || '".main.corrected_mentions') as m
                        on m.entity_id = n.entity_id and m.sentence_id is not null
                    union all
                    select asked.word, s.sentence_id, s.start_char, asked.written
                    from (
                        select
                            word,
                            replace(word, ',', '') as bare,
                            list_filter(string_split(replace(word, ',', ''), ''), lambda sign: lower(sign) = upper(sign)) as signs,
                            array_to_string(
                                list_transform(string_split(replace(word, ',', ''), ''), lambda sign: regexp_escape(sign)), '[, ]?'
                            ) as written
                        from (
                            select distinct unnest(list_filter(
                            list_transform(
                                regexp_split_to_array(lower(nfc_normalize(words)), '\s+'),
                                lambda word: regexp_replace(word, '^[^\p{L}\p{N}+-]+|[^\p{L}\p{N}%]+$', '', 'g')
                            ),
                            lambda word: word <> ''
                        )) as word
                        )
                        where regexp_matches(word, '[0-9]')
                            or length(word) > 2
                            and word not in (select form from query_table('"' || coalesce(db, current_database()) || '".main.word_forms'))
                    ) as asked
                    join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s
                        on case -- the pattern is looked for only where the characters are
                            when contains(s.text, coalesce(asked.signs[-1], ''))
                                and contains(s.text, coalesce(asked.signs[1], ''))
                                and contains(replace(replace(lower(s.text), ',', ''), ' ', ''), asked.bare) then regexp_matches(
                                lower(s.text),
                                case when regexp_matches(asked.bare, '^[0-9]') then '(^|[^0-9.,]|[^0-9][.,])' else '' end
                                || asked.written
                                || case when regexp_matches(asked.bare, '[0-9]$') then '($|[^0-9.,]|[.,]($|[^0-9]))' else '' end
                            )
                            else false
                        end
                )
                group by term, sentence_id
            ) as hits
            cross join (
                select count(*) as sentences, avg(end_char - start_char) as average from query_table('"' || coalesce(db, current_database()) || '".main.sentences')
            ) as a
        ) as counted
        join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s using (sentence_id)
        group by counted.sentence_id
    ) as found
    join query_table('"' || coalesce(db, current_database()) || '".main.sentences') as s using (sentence_id)
    join query_table('"' || coalesce(db, current_database()) || '".main.documents') as d using (doc_id)
    semi join query_table('"' || coalesce(db, current_database()) || '".main.newest_documents') using (doc_id)
    join query_table('"' || coalesce(db, current_database()) || '".main.blocks') as b using (block_id)
    order by is_byline, found.score desc, d.published_on desc, s.doc_id, s.ordinal
    limit most
) as best
order by best.is_byline, best.score desc, best.published_on desc, best.doc_id, best.ordinal;

comment on macro table search is 'search(words): sentences that hold the words or forms of them, best first (BM25), with the words marked. / 단어(활용형, 다른 표기 포함)가 들어 있는 문장을 관련도순(BM25)으로 조회.';
