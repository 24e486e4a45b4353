-- The words that a metric is called by, its own and those of the broader ones.
select distinct metric, lower(replace(word, ' ', '')) as word_key
from (
    select m.metric, unnest([w.metric, w.name_ko, w.name_en] || w.cues) as word
    from v_metrics as m
    join metrics as w on list_contains(m.path, w.metric)
)
order by all
