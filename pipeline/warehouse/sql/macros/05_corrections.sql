-- What people said about a record, as `v_corrections` gives it: NULL where nobody said anything.

-- An attribute as it was set, in the type of what is stored, else what is stored.
create or replace macro helpers.as_corrected(changes, attribute, stored) as
    case when map_contains(changes, attribute) then cast_to_type(changes[attribute], stored) else stored end;

-- A person who sets an attribute, or accepts the record, is sure of it.
create or replace macro helpers.sure_of(verdict, changes, attributes, confidence) as
    case when verdict = 'accept' or list_has_any(map_keys(changes), attributes) then 1.0 else confidence end;

comment on macro helpers.as_corrected is 'An attribute as people corrected it, else as it is stored. / 사람이 수정한 값, 없으면 저장된 값.';
comment on macro helpers.sure_of is 'Confidence of an attribute: 1 where a person set or accepted it. / 사람이 수정하거나 확인한 속성이면 확신도 1.';
