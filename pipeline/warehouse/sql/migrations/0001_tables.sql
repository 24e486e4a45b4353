-- The tables of the records as they were when Sasil began. Comments are written from the records after every migration.

create table documents (
    doc_id VARCHAR not null,
    source_name VARCHAR not null,
    format VARCHAR not null,
    encoding VARCHAR not null,
    size_bytes BIGINT not null,
    title VARCHAR,
    text VARCHAR not null,
    published_on DATE,
    published_on_source VARCHAR check (published_on_source in ('metadata', 'header', 'filename', 'url', 'inferred', 'received')),
    published_on_confidence DOUBLE,
    published_on_evidence VARCHAR,
    extractor_version VARCHAR not null
);

create table blocks (
    block_id VARCHAR not null,
    doc_id VARCHAR not null,
    ordinal BIGINT not null,
    kind VARCHAR not null check (kind in ('title', 'heading', 'paragraph', 'list_item', 'table', 'caption', 'boilerplate')),
    level BIGINT not null,
    parent BIGINT,
    heading_path VARCHAR[] not null,
    start_char BIGINT not null,
    end_char BIGINT not null,
    source_line BIGINT not null
);

create table sentences (
    sentence_id VARCHAR not null,
    doc_id VARCHAR not null,
    block_id VARCHAR not null,
    ordinal BIGINT not null,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null
);

create table tokens (
    doc_id VARCHAR not null,
    sentence_id VARCHAR not null,
    ordinal BIGINT not null,
    start_char BIGINT not null,
    end_char BIGINT not null,
    form VARCHAR not null,
    lemma VARCHAR not null,
    tag VARCHAR not null
);

create table mentions (
    doc_id VARCHAR not null,
    sentence_id VARCHAR,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    mention_id VARCHAR not null,
    label VARCHAR not null check (label in ('ORG', 'PERSON', 'LOC', 'PRODUCT', 'EVENT', 'POLICY', 'TICKER')),
    entity_id VARCHAR,
    source VARCHAR not null check (source in ('gazetteer', 'model', 'rule')),
    confidence DOUBLE not null
);

create table entities (
    entity_id VARCHAR not null,
    label VARCHAR not null check (label in ('ORG', 'PERSON', 'LOC', 'PRODUCT', 'EVENT', 'POLICY', 'TICKER')),
    name_ko VARCHAR,
    name_en VARCHAR,
    name_zh VARCHAR,
    aliases VARCHAR[] not null,
    tickers VARCHAR[] not null,
    country VARCHAR,
    sector VARCHAR,
    fiscal_year_end BIGINT
);

create table time_expressions (
    doc_id VARCHAR not null,
    sentence_id VARCHAR,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    time_id VARCHAR not null,
    kind VARCHAR not null check (kind in ('date', 'period', 'duration')),
    value VARCHAR,
    start_on DATE,
    end_on DATE,
    grain VARCHAR check (grain in ('day', 'week', 'month', 'quarter', 'half', 'year', 'decade', 'hour', 'minute', 'second')),
    duration VARCHAR,
    anchor VARCHAR,
    rule VARCHAR not null,
    reason VARCHAR
);

create table figures (
    doc_id VARCHAR not null,
    sentence_id VARCHAR,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    figure_id VARCHAR not null,
    value DECIMAL(38,9) not null,
    value_high DECIMAL(38,9),
    unit VARCHAR not null,
    dimension VARCHAR not null,
    counter VARCHAR,
    per VARCHAR,
    bound VARCHAR not null check (bound in ('exact', 'at_least', 'above', 'at_most', 'below')),
    approximate BOOLEAN not null,
    metric VARCHAR not null,
    metric_text VARCHAR,
    measure VARCHAR not null check (measure in ('level', 'change')),
    basis VARCHAR check (basis in ('yoy', 'qoq', 'mom', 'wow', 'dod', 'ytd', '1y', 'cagr', 'since')),
    subject_text VARCHAR,
    subject_entity_id VARCHAR,
    period_start DATE,
    period_end DATE,
    modality VARCHAR not null check (modality in ('actual', 'forecast', 'plan')),
    equivalent_of VARCHAR,
    value_base DECIMAL(38,9),
    unit_base VARCHAR,
    amount_krw DECIMAL(38,9),
    amount_usd DECIMAL(38,9),
    fx_rate DECIMAL(38,12),
    fx_on DATE,
    fx_source VARCHAR,
    stated_rate_deviation DOUBLE,
    confidence DOUBLE not null,
    rule VARCHAR not null
);

create table events (
    doc_id VARCHAR not null,
    sentence_id VARCHAR,
    start_char BIGINT not null,
    end_char BIGINT not null,
    text VARCHAR not null,
    event_id VARCHAR not null,
    event_type VARCHAR not null check (event_type in ('product_release', 'partnership', 'investment', 'funding', 'ipo', 'capital_raising', 'acquisition', 'earnings', 'contract', 'policy', 'sanction', 'operation', 'founding', 'report', 'price_move', 'personnel', 'statement', 'other')),
    start_on DATE,
    end_on DATE,
    grain VARCHAR check (grain in ('day', 'week', 'month', 'quarter', 'half', 'year', 'decade', 'hour', 'minute', 'second')),
    status VARCHAR not null check (status in ('occurred', 'planned', 'rumoured')),
    trigger VARCHAR not null,
    trigger_start BIGINT not null,
    confidence DOUBLE not null,
    rule VARCHAR not null
);

create table event_participants (
    event_id VARCHAR not null,
    doc_id VARCHAR not null,
    role VARCHAR not null check (role in ('actor', 'counterparty', 'object', 'place')),
    entity_id VARCHAR,
    text VARCHAR not null,
    start_char BIGINT not null,
    end_char BIGINT not null
);

create table event_figures (
    event_id VARCHAR not null,
    doc_id VARCHAR not null,
    figure_id VARCHAR not null
);

create table fx_rates (
    currency VARCHAR not null,
    rate_on DATE not null,
    krw DECIMAL(38,12) not null,
    usd DECIMAL(38,12) not null,
    source VARCHAR not null
);

create table ledger (
    run_id VARCHAR not null,
    doc_id VARCHAR,
    source_name VARCHAR not null,
    source_path VARCHAR not null,
    status VARCHAR not null check (status in ('loaded', 'duplicate', 'quarantined')),
    reason VARCHAR,
    records BIGINT not null,
    rejects BIGINT not null,
    seconds DOUBLE not null,
    finished_at TIMESTAMP not null
);

create table rejects (
    doc_id VARCHAR not null,
    ordinal BIGINT not null,
    record_kind VARCHAR not null,
    reason VARCHAR not null,
    start_char BIGINT,
    end_char BIGINT,
    payload VARCHAR not null
);

create table runs (
    run_id VARCHAR not null,
    started_at TIMESTAMP not null,
    finished_at TIMESTAMP,
    sasil_version VARCHAR not null,
    extractor_version VARCHAR not null,
    files BIGINT not null,
    loaded BIGINT not null,
    duplicates BIGINT not null,
    quarantined BIGINT not null,
    rejects BIGINT not null
);
