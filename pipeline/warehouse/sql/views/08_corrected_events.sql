-- The events as people corrected them: what every other view reads. Rejected ones are left out.
-- Of most nobody said anything: they pass as they are, so that what a query asks of them reaches the table.
-- comments from: events, v_corrections
create or replace view corrected_events as
select *, null::varchar as reviewed
from events
where event_id not in (select record_id from corrections)
union all
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
semi join corrections as said on said.record_id = v.event_id
left join v_corrections as c on c.record_id = v.event_id
where c.verdict is distinct from 'reject';

comment on view corrected_events is 'Events as people corrected them, without rejected ones. / 사람의 수정을 반영한 사건 (삭제된 것 제외).';
