-- How sure each attribute of a figure is. Rows stored before have none until `sasil reprocess`.

alter table figures add column metric_confidence DOUBLE;
alter table figures add column subject_confidence DOUBLE;
alter table figures add column period_confidence DOUBLE;
alter table figures add column modality_confidence DOUBLE;
