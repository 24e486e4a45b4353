-- The events as people corrected them: what every other view reads. Rejected ones are left out.
-- comments from: events, v_corrections
create or replace view corrected_events as
select
    v.* replace (
        helpers.as_corrected(c.changes, 'event_type', v.event_type) as event_type,
        helpers.as_corrected(c.changes, 'start_on', v.start_on) as start_on,
        helpers.as_corrected(c.changes, 'end_on', v.end_on) as end_on,
        helpers.as_corrected(c.changes, 'grain', v.grain) as grain,
        helpers.as_corrected(c.changes, 'status', v.status) as status,
        helpers.sure_of(c.verdict, NULL, [], v.confidence) as confidence
    ),
    c.reviewed
from events as v
left join v_corrections as c on c.record_id = v.event_id
where c.verdict is distinct from 'reject';

comment on view corrected_events is 'Events as people corrected them, without rejected ones. / 사람의 수정을 반영한 사건 (삭제된 것 제외).';
