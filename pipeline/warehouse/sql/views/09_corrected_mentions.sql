-- The names as people corrected them: what every other view reads. Rejected ones are left out.
-- comments from: mentions, v_corrections
create or replace view corrected_mentions as
select
    m.* replace (
        helpers.as_corrected(c.changes, 'label', m.label) as label,
        helpers.as_corrected(c.changes, 'entity_id', m.entity_id) as entity_id,
        helpers.sure_of(c.verdict, c.changes, ['label', 'entity_id'], m.confidence) as confidence
    ),
    c.reviewed
from mentions as m
left join v_corrections as c on c.record_id = m.mention_id
where c.verdict is distinct from 'reject';

comment on view corrected_mentions is 'Names as people corrected them, without rejected ones. / 사람의 수정을 반영한 개체명 (삭제된 것 제외).';
