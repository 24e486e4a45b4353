-- What follows from other tables and every question needs: names of entities, words for metrics (a view before) and which reports are no
-- newest version. They are filled when definitions are refreshed, and brought along whenever what they follow from changes.

create table entity_names (
    entity_id VARCHAR not null,
    name VARCHAR not null,
    name_key VARCHAR not null
);

drop view if exists metric_words;

create table metric_words (
    metric VARCHAR not null,
    word_key VARCHAR not null
);

create table superseded (
    doc_id VARCHAR not null,
    superseded_by VARCHAR not null
);
