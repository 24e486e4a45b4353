-- What people say about records: which is right, which is none, and what an attribute should be.

create table corrections (
    correction_id VARCHAR not null,
    change_id VARCHAR not null,
    made_at TIMESTAMP not null,
    author VARCHAR not null,
    reason VARCHAR,
    action VARCHAR not null check (action in ('set', 'accept', 'reject', 'undo')),
    record_kind VARCHAR not null check (record_kind in ('figure', 'event', 'mention')),
    record_id VARCHAR not null,
    attribute VARCHAR,
    old VARCHAR,
    new VARCHAR,
    undoes VARCHAR,
    carried_from VARCHAR,
    doc_id VARCHAR not null,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    sentence VARCHAR,
    sentence_start BIGINT,
    source_name VARCHAR not null,
    title VARCHAR,
    published_on DATE
);
