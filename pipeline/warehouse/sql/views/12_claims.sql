-- `claim_rows` of the newest version of each report: one row per figure that says something of somebody by itself.
-- comments from: claim_rows
create or replace view claims as
select *
from claim_rows
where doc_id not in (select doc_id from superseded);

comment on view claims is 'One row per figure that can be compared with others. / 다른 수치와 비교할 수 있는 수치 한 건이 한 행.';
