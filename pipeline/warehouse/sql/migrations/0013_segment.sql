-- The slice of its owner that a figure is for. Rows stored before have none until `sasil reprocess`.

alter table figures add column segment VARCHAR;
