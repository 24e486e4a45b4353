-- One row per report: when it became known, and which newer version has taken its place. Nothing is stored of this: it follows from what
-- the ledger says was found where and when, so it holds for whatever order reports come in, and ends when the newer one is removed.
-- Two reports are versions of one when
-- 1. they were found in the same place (the same path; in an archive, the same name in it),
-- 2. the sidecar of the newer one names the older (`supersedes`: its file name, or the beginning of its doc_id), or
-- 3. the title of the newer one is that of the older behind [정정], both are of one publisher, and no second report has that title.
-- The newer one was published later; where the days are equal or one is not known, it came in later.
-- A report is known from the day it was published, at the latest when it came in; a version of the same day when it came in.
-- comments from: documents
create or replace view v_versions as
with
found as (
    select doc_id, min(finished_at) as arrived_at, arg_min(source_path, finished_at) as place
    from ledger
    where status = 'loaded' and doc_id is not null
    group by doc_id
),
placed as (
    select
        d.doc_id,
        d.source_name,
        d.publisher,
        d.published_on,
        d.supersedes,
        d.title,
        f.arrived_at,
        f.place,
        least(d.published_on::timestamp, f.arrived_at) as known_from
    from documents as d
    left join found as f using (doc_id)
),
correcting as ( -- few titles say so, and only those of their publishers are compared
    select doc_id, publisher, helpers.squeezed(helpers.corrected_title(title)) as corrects
    from placed
    where contains(title, '정정') and publisher is not null and helpers.corrected_title(title) is not null
),
pairs as ( -- with both rows whole: to look for them again may compare all reports with all
    select older, newer, 'place' as reason, 1 as candidates
    from placed as older
    join placed as newer on newer.place = older.place and newer.doc_id <> older.doc_id
    union all
    select older, newer, 'sidecar', 1
    from placed as newer
    join placed as older on older.source_name = newer.supersedes and newer.doc_id <> older.doc_id
    union all
    select older, newer, 'sidecar', 1
    from (from placed where length(supersedes) >= 8) as newer
    join placed as older on starts_with(older.doc_id, newer.supersedes) and newer.doc_id <> older.doc_id
    union all
    select older, placed, 'title', count(*) over (partition by placed.doc_id)
    from correcting as newer
    join placed using (doc_id)
    join (from placed semi join correcting using (publisher)) as older
        on older.publisher = newer.publisher and helpers.squeezed(older.title) = newer.corrects
),
ordered as (
    select
        older.doc_id as doc_id,
        reason,
        newer.doc_id as newer_id,
        case when newer.published_on > older.published_on then newer.known_from else newer.arrived_at end as later_from
    from pairs
    where candidates = 1
        and case
            when newer.published_on <> older.published_on then newer.published_on > older.published_on
            else (newer.arrived_at, newer.doc_id) > (older.arrived_at, older.doc_id)
        end
),
begun as ( -- the days tell it of all older versions, or its arrival does
    select newer_id, max(later_from) as holds_from from ordered group by newer_id
),
replaced as (
    select
        doc_id,
        min(holds_from) as superseded_from,
        arg_min(newer_id, (holds_from, newer_id)) as superseded_by,
        arg_min(reason, (holds_from, newer_id)) as superseded_for
    from ordered
    join begun using (newer_id)
    group by doc_id
)
select
    p.doc_id,
    p.source_name,
    p.published_on,
    p.arrived_at,
    coalesce(b.holds_from, p.known_from) as known_from,
    r.superseded_by,
    r.superseded_from,
    r.superseded_for
from placed as p
left join replaced as r using (doc_id)
left join begun as b on b.newer_id = p.doc_id;

comment on view v_versions is 'One row per report: since when it is known, and which newer version replaces it. / 보고서 한 건이 한 행: 알려진 시점과 이를 대체한 새 버전.';
comment on column v_versions.arrived_at is 'When it came in first (UTC); NULL where no run tells. / 처음 들어온 시각 (UTC). 기록이 없으면 NULL.';
comment on column v_versions.known_from is 'From when on its facts are known: its publication, at the latest its arrival. / 사실이 알려진 시점: 발행일, 늦어도 들어온 시각.';
comment on column v_versions.superseded_by is 'doc_id of the next version; NULL for the newest. / 다음 버전의 doc_id. 최신이면 NULL.';
comment on column v_versions.superseded_from is 'From when on that one holds. / 다음 버전이 유효한 시점.';
comment on column v_versions.superseded_for is 'What tells that it is a version: place, sidecar (supersedes) or title ([정정]). / 버전으로 판단한 근거: 같은 경로, 사이드카, 제목의 [정정].';
