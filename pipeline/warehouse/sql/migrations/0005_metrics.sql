-- What figures measure, as an ontology: seeds/metrics.csv, brought up to date whenever reports are read.

create table metrics (
    metric VARCHAR not null,
    broader VARCHAR,
    kind VARCHAR not null check (kind in ('flow', 'stock', 'price', 'ratio', 'index', 'count')),
    name_ko VARCHAR not null,
    name_en VARCHAR not null,
    units VARCHAR[] not null,
    counters VARCHAR[] not null,
    own_subject BOOLEAN not null,
    signed BOOLEAN not null,
    definition_en VARCHAR not null,
    definition_ko VARCHAR not null,
    cues VARCHAR[] not null,
    example VARCHAR not null
);
