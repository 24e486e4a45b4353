-- Sentences that hold the words, best first: BM25 (k1 = 1.2, b = 0.75; Robertson and Zaragoza 2009) over content morphemes;
-- a sentence is as long as it has morphemes. A word counts where it is a lemma, or one without its 다 (늘 finds 늘다).
-- One that is no lemma in any report (영업이익률을 where Kiwi reads 영업 and 이익률) is looked up by the lemmas of two and more
-- characters inside it.
create or replace macro search(words) as table
with
asked as (
    select distinct word from (select unnest(regexp_split_to_array(lower(words), '\s+')) as word) where word <> ''
),
content as (
    select sentence_id, lemma
    from tokens
    where tag in ('NNG', 'NNP', 'SL', 'SH', 'SN', 'VV', 'VV-R', 'VV-I', 'VA', 'VA-R', 'VA-I', 'XR', 'MAG')
),
vocabulary as (select distinct lemma from content),
exact as (
    select word as term, lemma from asked join vocabulary on lower(lemma) = word
    union
    select word, lemma from asked join vocabulary on lower(lemma) = word || '다'
),
inside as (
    select lower(lemma) as term, lemma
    from asked join vocabulary on length(lemma) > 1 and contains(word, lower(lemma))
    where word not in (select term from exact)
),
terms as (from exact union from inside),
hits as (
    select content.sentence_id, terms.term, count(*) as frequency from content join terms using (lemma) group by all
),
weights as (
    select term, ln(1 + ((select count(*) from sentences) - count(*) + 0.5) / (count(*) + 0.5)) as weight from hits group by term
),
lengths as (
    select sentence_id, count(*) as length from tokens where sentence_id in (select sentence_id from hits) group by sentence_id
),
average as (select (select count(*) from tokens) / (select count(*) from sentences) as length),
scored as (
    select
        h.sentence_id,
        sum(w.weight * h.frequency * 2.2 / (h.frequency + 1.2 * (0.25 + 0.75 * l.length / a.length))) as score
    from hits as h
    join weights as w using (term)
    join lengths as l using (sentence_id)
    cross join average as a
    group by h.sentence_id
)
select round(r.score, 3) as score, s.text as sentence, d.source_name, d.title, d.published_on, s.doc_id, s.sentence_id, s.start_char, s.end_char
from scored as r
join sentences as s using (sentence_id)
join v_documents as d using (doc_id)
order by r.score desc, d.published_on desc, s.doc_id, s.ordinal;

comment on macro table search is 'search(words): sentences that hold the words, best first (BM25). / 단어가 들어 있는 문장을 관련도순(BM25)으로 조회.';
