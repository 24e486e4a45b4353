-- The reports that no newer version has replaced: what the other views are made of. `v_documents` counts, which takes its time.
-- comments from: documents
create or replace view newest_documents as
select *
from documents
where doc_id not in (select doc_id from superseded);

comment on view newest_documents is 'The reports in their newest version, with their text. / 보고서의 최신 버전 (본문 포함).';
