-- Figures computed again from each other. Reports that are stored already have none until `sasil reprocess`.

create table checks (
    doc_id VARCHAR not null,
    sentence_id VARCHAR,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    check_id VARCHAR not null,
    kind VARCHAR not null check (kind in ('sum', 'growth', 'difference', 'multiple', 'ratio', 'margin', 'product', 'shares', 'combined_shares', 'conversion', 'repaired_range')),
    figure_ids VARCHAR[] not null,
    stated DECIMAL(38,9),
    computed DECIMAL(38,9),
    deviation DOUBLE,
    verdict VARCHAR not null check (verdict in ('agrees', 'deviates', 'impossible')),
    formula VARCHAR not null
);
