-- The days that may be the day of publication, with what became of each. Rows stored before have none until `sasil reprocess`.

alter table documents add column published_on_candidates STRUCT("day" DATE, "source" VARCHAR, "key" VARCHAR, start_char BIGINT, end_char BIGINT, evidence VARCHAR, weight DOUBLE, confidence DOUBLE, decision VARCHAR)[];
