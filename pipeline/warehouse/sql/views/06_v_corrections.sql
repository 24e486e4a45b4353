-- One row per record that people corrected: what is in force. Of what was said about one attribute, the last counts that was not undone.
-- comments from: corrections
create or replace view v_corrections as
with in_force as (
    select *
    from corrections
    where action <> 'undo' and change_id not in (select undoes from corrections where undoes is not null)
    qualify row_number() over (partition by record_id, attribute order by made_at desc, correction_id desc) = 1
)
select
    record_kind,
    record_id,
    doc_id,
    any_value(source_name) as source_name,
    any_value(start_char) as start_char,
    any_value(end_char) as end_char,
    any_value(text) as text,
    max(action) filter (attribute is null) as verdict,
    coalesce(map_from_entries(list(row(attribute, new) order by attribute) filter (attribute is not null)), map {}) as changes,
    coalesce(map_from_entries(list(row(attribute, old) order by attribute) filter (attribute is not null)), map {}) as replaced,
    case
        when bool_or(action = 'reject') then 'rejected' when bool_or(action = 'set') then 'corrected' else 'accepted'
    end as reviewed,
    arg_max(author, made_at) as author,
    max(made_at) as made_at
from in_force
group by record_kind, record_id, doc_id;

comment on view v_corrections is 'What people corrected, a record a row: what is in force. / 사람이 수정한 내용 중 유효한 것 (기록 한 건이 한 행).';
comment on column v_corrections.verdict is 'accept, reject, or NULL where only attributes were set. / accept 확인, reject 삭제, 속성만 수정했으면 NULL.';
comment on column v_corrections.changes is 'Attributes that were set, with their new values. / 수정된 속성과 새 값.';
comment on column v_corrections.replaced is 'The same attributes, with what stood there before. / 수정된 속성과 이전 값.';
comment on column v_corrections.reviewed is 'accepted, corrected or rejected. / accepted 확인, corrected 수정, rejected 삭제.';
