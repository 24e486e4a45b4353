-- One row per report: how much was read in it and how much of that stays open. Shares are 0 to 1, NULL where nothing was read.
-- comments from: documents
create or replace view v_quality as
with
block_chars as (
    select
        doc_id,
        count(*) as blocks,
        sum(end_char - start_char) filter (kind = 'boilerplate') as boilerplate_chars,
        sum(end_char - start_char) as chars
    from blocks
    group by doc_id
),
sentence_counts as (select doc_id, count(*) as sentences from sentences group by doc_id),
mention_counts as (
    select doc_id, count(*) as mentions, avg((entity_id is not null)::int) as mentions_linked from corrected_mentions group by doc_id
),
time_counts as (
    select
        doc_id,
        count(*) as time_expressions,
        avg((start_on is not null)::int) filter (kind <> 'duration') as dates_resolved
    from time_expressions
    group by doc_id
),
figure_counts as (
    select
        doc_id,
        count(*) as figures,
        avg((subject_text is not null or subject_entity_id is not null)::int) as figures_with_subject,
        avg((metric <> 'other')::int) as figures_with_metric,
        avg((period_end is not null)::int) as figures_with_period
    from corrected_figures
    group by doc_id
),
event_counts as (select doc_id, count(*) as events from corrected_events group by doc_id),
reject_counts as (select doc_id, count(*) as rejects from rejects group by doc_id)
select
    d.doc_id,
    d.source_name,
    d.title,
    d.published_on,
    d.published_on_source,
    d.published_on_confidence,
    coalesce(block_chars.blocks, 0) as blocks,
    coalesce(sentence_counts.sentences, 0) as sentences,
    coalesce(mention_counts.mentions, 0) as mentions,
    coalesce(time_counts.time_expressions, 0) as time_expressions,
    coalesce(figure_counts.figures, 0) as figures,
    coalesce(event_counts.events, 0) as events,
    coalesce(reject_counts.rejects, 0) as rejects,
    mention_counts.mentions_linked,
    time_counts.dates_resolved,
    figure_counts.figures_with_subject,
    figure_counts.figures_with_metric,
    figure_counts.figures_with_period,
    coalesce(block_chars.boilerplate_chars, 0) / nullif(block_chars.chars, 0) as boilerplate_share,
    d.extractor_version
from documents as d
left join block_chars using (doc_id)
left join sentence_counts using (doc_id)
left join mention_counts using (doc_id)
left join time_counts using (doc_id)
left join figure_counts using (doc_id)
left join event_counts using (doc_id)
left join reject_counts using (doc_id);

comment on view v_quality is 'One row per report: what was read and what stays open. / 보고서 한 건이 한 행: 추출 건수와 미해결 비율.';
comment on column v_quality.blocks is 'Blocks. / 블록 수.';
comment on column v_quality.sentences is 'Sentences, headings, list items and table rows. / 문장·소제목·목록·표 행의 수.';
comment on column v_quality.mentions is 'Named entities. / 개체명 수.';
comment on column v_quality.time_expressions is 'Time expressions. / 시간 표현 수.';
comment on column v_quality.figures is 'Figures. / 수치 수.';
comment on column v_quality.events is 'Events. / 사건 수.';
comment on column v_quality.rejects is 'Records that failed validation. / 검증에 실패한 기록 수.';
comment on column v_quality.mentions_linked is 'Share of mentions with an entity. / 개체와 연결된 개체명의 비율.';
comment on column v_quality.dates_resolved is 'Share of dates and periods that have days. / 날짜가 정해진 시간 표현의 비율.';
comment on column v_quality.figures_with_subject is 'Share of figures whose subject is known. / 주체가 있는 수치의 비율.';
comment on column v_quality.figures_with_metric is 'Share of figures whose metric is known. / 지표가 정해진 수치의 비율.';
comment on column v_quality.figures_with_period is 'Share of figures whose period is known. / 기간이 있는 수치의 비율.';
comment on column v_quality.boilerplate_share is 'Share of the characters that is boilerplate. / 상투 문구 글자 수의 비율.';
