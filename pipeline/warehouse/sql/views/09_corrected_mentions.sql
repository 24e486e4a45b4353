-- The names as people corrected them: what every other view reads. Rejected ones are left out.
-- Of most nobody said anything: they pass as they are, so that what a query asks of them reaches the table.
-- comments from: mentions, v_corrections
create or replace view corrected_mentions as
select *, null::varchar as reviewed
from mentions
where mention_id not in (select record_id from corrections)
union all
select
    m.* replace (
        helpers.as_corrected(c.changes, 'label', m.label) as label,
        helpers.as_corrected(c.changes, 'entity_id', m.entity_id) as entity_id,
        helpers.sure_of(c.verdict, c.changes, ['label', 'entity_id'], m.confidence) as confidence
    ),
    c.reviewed
from mentions as m
semi join corrections as said on said.record_id = m.mention_id
left join v_corrections as c on c.record_id = m.mention_id
where c.verdict is distinct from 'reject';

comment on view corrected_mentions is 'Names as people corrected them, without rejected ones. / 사람의 수정을 반영한 개체명 (삭제된 것 제외).';
