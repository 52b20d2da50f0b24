-- Returns by Marac and quarter. A field counts for a quarter only if every meeting of it in a submission gives it.
create temp table by_quarter as
select seq, marac, quarter, {complete_sums}
from raw_returns
group by seq, marac, quarter;

-- What a new return of a Marac and quarter would take the place of: the rows of its newest submission. A quarterly row has no date.
create table meeting as
select marac, quarter, meeting_date, entries
from raw_returns
qualify seq = max(seq) over (partition by marac, quarter)
order by marac, quarter, meeting_date;

-- What each submission gives: a number, or nothing but that the count is withheld. A blank cell gives nothing at all.
create temp table given as
select seq, marac, quarter, quantity, value, false as withheld
from (unpivot by_quarter on {fields} into name quantity value value)
union all
select distinct seq, marac, quarter, field, null::double, true from raw_withheld;

-- Submissions that tell of the same cases and entries as the newest: a column of any other would be of other cases.
create temp table of_same_cases as
select each.seq, each.marac, each.quarter
from by_quarter each
join (
    select * from by_quarter qualify row_number() over (partition by marac, quarter order by seq desc) = 1
) newest on newest.marac = each.marac and newest.quarter = each.quarter
where each.cases is not distinct from newest.cases and each.entries is not distinct from newest.entries;

-- Of these, later replaces earlier for the same Marac, quarter and field. -1, which no count is, stands for what is withheld.
create temp table latest as
select marac, quarter, quantity, arg_max(coalesce(value, -1), seq) filter (same.seq is not null) as newest, nullif(newest, -1) as value,
    newest = -1 as withheld, count(distinct coalesce(value, -1)) > 1 as corrected
from given left join of_same_cases same using (seq, marac, quarter)
group by marac, quarter, quantity
having newest is not null;

-- What lies outside a Marac's valid dates, or belongs to none that is listed, does not count; nor, as yet, a quarter that still runs.
create temp table returned as
select l.marac, l.quarter, bool_or(l.corrected) as corrected
from latest l join marac m on m.code = l.marac and l.quarter between m.first_quarter and least(m.last_quarter, {last_ended})
group by l.marac, l.quarter
having bool_or(l.quantity = 'cases');

-- From a Marac's first return to the last quarter that anybody returned: returned, proxied from the quarter before, or dropped.
create table return_state as
with calendar as (
    select marac, unnest(generate_series(first, last)) as quarter
    from (
        select r.marac, min(r.quarter) as first, least((select max(quarter) from returned), any_value(m.last_quarter)) as last
        from returned r join marac m on m.code = r.marac
        group by r.marac
    )
)
select c.marac, c.quarter,
    case when own.corrected then 'corrected' when own.marac is not null then 'returned' when before.marac is not null then 'proxied'
        else 'dropped' end as state
from calendar c
left join returned own on own.marac = c.marac and own.quarter = c.quarter
left join returned before on before.marac = c.marac and before.quarter = c.quarter - 1;

create temp table single_quarter as
select s.marac, s.quarter, l.quantity, l.value, l.withheld, s.state = 'proxied' as proxied
from return_state s
join latest l on l.marac = s.marac and l.quarter = case when s.state = 'proxied' then s.quarter - 1 else s.quarter end
where s.state <> 'dropped';

-- `range` over the quarter number is right across gaps, `rows` is not.
-- A sum over a withheld count is withheld too.
create temp table summed as
select marac, quarter, 'quarter' as "window", quantity, value, withheld, proxied from single_quarter
union all
select marac, quarter, 'year', quantity, case when not withheld then value end, withheld, proxied
from (
    select marac, quarter, quantity, sum(value) over four as value, bool_or(withheld) over four as withheld,
        bool_or(proxied) over four as proxied, count(*) over four as quarters
    from single_quarter
    window four as (partition by marac, quantity order by quarter range between 3 preceding and current row)
)
where quarters = 4;

-- The Maracs that are in, for each quarter and window.
create table present as
select s.marac, m.force, s.quarter, s."window", s.value as cases, s.proxied
from summed s join marac m on m.code = s.marac
where s.quantity = 'cases' and not s.withheld;
