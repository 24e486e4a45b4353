-- The reports that are no newest version: every view leaves them out, and `v_versions` takes its time.
select doc_id, superseded_by
from v_versions
where superseded_by is not null
