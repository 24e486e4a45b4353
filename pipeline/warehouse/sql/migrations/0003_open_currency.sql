-- A ¥ or 元 that a text leaves open was left out before this migration; now the amount is kept, without a currency.

alter table figures alter column unit drop not null;
