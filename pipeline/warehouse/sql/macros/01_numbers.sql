-- Amounts as Korean readers write them, in at most two of the units 경, 조, 억, 만 and 1; what is smaller is rounded away.
-- The first pair of units fits whose larger one the rounded amount reaches: 999,999,999,999 is 1조. Each of the two macros is whole,
-- because a macro that calls another one fails where the file is attached under another name.

create or replace macro fmt_krw(x) as
    case when x::double <= -0.005 then '-' else '' end || coalesce(
        list_transform(
            list_filter(
                [
                    {'larger': '경', 'smaller': '조', 'size': 1e12},
                    {'larger': '조', 'smaller': '억', 'size': 1e8},
                    {'larger': '억', 'smaller': '만', 'size': 1e4},
                    {'larger': '만', 'smaller': '', 'size': 1}
                ],
                lambda pair: round(abs(x::double) / pair.size) >= 10000
            ),
            lambda pair: format('{:,}', round(abs(x::double) / pair.size)::bigint // 10000) || pair.larger
            || case when round(abs(x::double) / pair.size)::bigint % 10000 = 0 then ''
                else ' ' || format('{:,}', round(abs(x::double) / pair.size)::bigint % 10000) || pair.smaller end
        )[1],
        regexp_replace(format('{:,.2f}', abs(x::double)), '\.?0+$', '')
    ) || ' 원';

create or replace macro fmt_usd(x) as
    case when x::double <= -0.005 then '-' else '' end || coalesce(
        list_transform(
            list_filter(
                [
                    {'larger': '경', 'smaller': '조', 'size': 1e12},
                    {'larger': '조', 'smaller': '억', 'size': 1e8},
                    {'larger': '억', 'smaller': '만', 'size': 1e4},
                    {'larger': '만', 'smaller': '', 'size': 1}
                ],
                lambda pair: round(abs(x::double) / pair.size) >= 10000
            ),
            lambda pair: format('{:,}', round(abs(x::double) / pair.size)::bigint // 10000) || pair.larger
            || case when round(abs(x::double) / pair.size)::bigint % 10000 = 0 then ''
                else ' ' || format('{:,}', round(abs(x::double) / pair.size)::bigint % 10000) || pair.smaller end
        )[1],
        regexp_replace(format('{:,.2f}', abs(x::double)), '\.?0+$', '')
    ) || ' 달러';

comment on macro fmt_krw is 'Won as people write it: 75e12 is 75조 원. / 원화 금액을 읽기 쉽게 표기 (75e12 → 75조 원).';
comment on macro fmt_usd is 'Dollars as people write it: 52.4e9 is 524억 달러. / 달러 금액을 읽기 쉽게 표기 (52.4e9 → 524억 달러).';
