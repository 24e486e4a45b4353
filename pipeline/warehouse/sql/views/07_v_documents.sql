-- The reports that hold today: of each the newest version. The views of figures and events read these.
-- comments from: documents
create or replace view v_documents as
select * from documents where doc_id not in (select doc_id from v_versions where superseded_by is not null);

comment on view v_documents is 'The newest version of each report. / 각 보고서의 최신 버전.';
