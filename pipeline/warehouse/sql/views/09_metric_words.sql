-- The words that a metric is called by, its own and those of the broader ones.
-- comments from: metrics
create or replace view metric_words as
select distinct metric, lower(replace(word, ' ', '')) as word_key
from (
    select m.metric, unnest([w.metric, w.name_ko, w.name_en] || w.cues) as word
    from v_metrics as m
    join metrics as w on list_contains(m.path, w.metric)
);

comment on view metric_words is 'One row per metric and word for it or a broader one. / 지표와 그 지표(또는 상위 지표)를 가리키는 말마다 한 행.';
comment on column metric_words.word_key is 'The word in lower case without blanks. / 띄어쓰기 없는 소문자 형태.';
