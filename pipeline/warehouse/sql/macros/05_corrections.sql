-- The title that a report corrects: what stands behind [정정], (기재정정), 【정정공시】; NULL for a title that says nothing of the kind.
create or replace macro corrected_title(title) as
    nullif(regexp_extract(title, '^\s*[\[(【〔]\s*(?:기재|첨부)?\s*정정\s*[가-힣]{0,4}\s*[\])】〕]\s*(.+)$', 1), '');

-- The first moment after what is given: a day counts whole, a time to its microsecond.
create or replace macro end_of(moment) as
    moment::timestamp + case when length(trim(moment::varchar)) <= 10 then interval 1 day else interval 1 microsecond end;
