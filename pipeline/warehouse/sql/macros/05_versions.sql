-- The title that a report corrects: what stands behind [정정], (기재정정), 【정정공시】; NULL for a title that says nothing of the kind.
create or replace macro helpers.corrected_title(title) as
    nullif(regexp_extract(title, '^\s*[\[(【〔]\s*(?:기재|첨부)?\s*정정\s*[가-힣]{0,4}\s*[\])】〕]\s*(.+)$', 1), '');

comment on macro helpers.corrected_title is 'The title that a report corrects, behind its [정정]; NULL for none. / [정정] 표시 뒤의 원래 제목. 없으면 NULL.';
