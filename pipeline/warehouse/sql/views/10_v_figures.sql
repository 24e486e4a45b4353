-- One row per figure. Values in `unit`, amounts in whole KRW and USD at the reference rate of the value's date; as floating point
-- numbers, which print without zeros behind the point. `figures` has them to the last digit.
-- comments from: figure_rows, corrected_figures, documents, blocks
create or replace view v_figures as
select f.* replace (s.text as sentence, b.heading_path as heading_path, b.page as page)
from figure_rows as f
left join sentences as s on s.doc_id = f.doc_id and s.sentence_id = f.sentence_id
left join blocks as b on b.doc_id = s.doc_id and b.block_id = s.block_id;

comment on view v_figures is 'One row per figure, with report, subject, sentence, won and dollars. / 수치 한 건이 한 행: 보고서·주체·문장·원화·달러 포함.';
