-- One row per check: the figure that was computed again, with its sentence, and the figures it follows from, with theirs.
-- `stated` and `computed` are in `unit`.
-- comments from: checks, v_figures
create or replace view v_checks as
with
sources as (
    select c.check_id, unnest(c.figure_ids[2:]) as figure_id, generate_subscripts(c.figure_ids[2:], 1) as place
    from checks as c
),
involved as (
    select
        s.check_id,
        list(f.text order by s.place) as other_texts,
        list(distinct f.sentence) as other_sentences
    from sources as s
    join v_figures as f using (figure_id)
    group by s.check_id
)
select
    c.check_id,
    c.doc_id,
    f.source_name,
    f.published_on,
    c.kind,
    c.verdict,
    c.deviation,
    f.subject,
    f.metric,
    f.unit,
    c.stated,
    c.computed,
    c.formula,
    c.text,
    f.sentence,
    coalesce(i.other_texts, []) as other_texts,
    list_sort(coalesce(i.other_sentences, [])) as other_sentences,
    c.figure_ids,
    c.start_char,
    c.end_char
from checks as c
join v_figures as f on f.figure_id = c.figure_ids[1]
left join involved as i using (check_id);

comment on view v_checks is 'One row per figure that was computed again from others, with the sentences of all. / 다른 수치로 다시 계산해 본 수치 한 건이 한 행: 관련 문장 포함.';
comment on column v_checks.other_texts is 'The figures it was computed from, as written. / 계산에 쓴 수치들 (원문).';
comment on column v_checks.other_sentences is 'The sentences of those figures. / 그 수치들이 나온 문장들.';
