-- Versions of a report: which one its sidecar says that it corrects. Reports stored before have none until `sasil reprocess`.

alter table documents add column supersedes VARCHAR;
