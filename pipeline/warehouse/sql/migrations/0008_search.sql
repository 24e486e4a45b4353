-- The words that search() looks up, and a schema for the macros and views that others are made of, out of the way of readers.
-- The words are written from `tokens` when a snapshot is published.

create schema helpers;

create table word_forms (
    form VARCHAR not null,
    lemma VARCHAR not null
);
