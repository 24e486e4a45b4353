-- What stands around a figure and a block: heads of a cell, the kind of page furniture, and what a report says of itself.
-- Rows stored before have none until `sasil reprocess`.

alter table blocks add column boilerplate_kind VARCHAR;
alter table documents add column doc_type VARCHAR;
alter table documents add column doc_type_evidence VARCHAR;
alter table documents add column publisher VARCHAR;
alter table documents add column publisher_evidence VARCHAR;
alter table documents add column author VARCHAR;
alter table documents add column author_evidence VARCHAR;
alter table figures add column row_label VARCHAR;
alter table figures add column column_label VARCHAR;
