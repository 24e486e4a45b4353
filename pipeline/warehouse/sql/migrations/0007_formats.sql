-- Files of any format: what a file or its sidecar says about it, the archive or mail that holds it, and where blocks stood.
-- Rows stored before have none of it until `sasil reprocess`; all of them are text.

alter table documents add column parent_id VARCHAR;
alter table documents add column language VARCHAR;
alter table documents add column pages BIGINT;
alter table documents add column url VARCHAR;
alter table documents add column tags VARCHAR[];
alter table blocks add column page BIGINT;
alter table blocks add column box DOUBLE[];
