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

-- What stands of the submissions up to one. A column of one that tells of other cases or entries than the newest would be of other cases.
-- Of the rest, later replaces earlier for the same Marac, quarter and field. -1, which no count is, stands for what is withheld.
create temp macro standing(last_seq) as table (
    with newest as (
        select * from by_quarter where seq <= last_seq
        qualify row_number() over (partition by marac, quarter order by seq desc) = 1
    ),
    same as (
        select each.seq, each.marac, each.quarter
        from by_quarter each join newest using (marac, quarter)
        where each.seq <= last_seq and each.cases is not distinct from newest.cases and each.entries is not distinct from newest.entries
    )
    select g.marac, g.quarter, g.quantity, max(g.seq) filter (same.seq is not null) as seq,
        arg_max(coalesce(g.value, -1), g.seq) filter (same.seq is not null) as newest, nullif(newest, -1) as value, newest = -1 as withheld,
        count(distinct coalesce(g.value, -1)) > 1 as corrected
    from given g left join same on same.seq = g.seq and same.marac = g.marac and same.quarter = g.quarter
    where g.seq <= last_seq
    group by g.marac, g.quarter, g.quantity
    having newest is not null
);

create temp table latest as from standing((select max(seq) from given));

-- What lies outside a Marac's valid dates, or belongs to none that is listed, does not count; nor, as yet, a quarter that still runs.
create temp table returned as
select l.marac, l.quarter, bool_or(l.corrected) as corrected
from latest l join marac m on m.code = l.marac and l.quarter between m.first_quarter and least(m.last_quarter, getvariable('last_ended'))
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

-- The referral routes sum to the cases. Where one alone is withheld, the others would tell it, so the smallest other one is withheld too
-- (one that is not 0, if there is any).
create temp table told as
with route as (select unnest([{routes}]) as quantity, generate_subscripts([{routes}], 1) as place),
lone as (
    select marac, quarter from latest join route using (quantity)
    group by marac, quarter
    having count(*) = len([{routes}]) and count(*) filter (withheld) = 1
),
beside as (
    select l.marac, l.quarter, l.quantity
    from latest l join route using (quantity) join lone using (marac, quarter)
    where not l.withheld
    qualify row_number() over (partition by l.marac, l.quarter order by l.value = 0, l.value, route.place) = 1
)
select l.marac, l.quarter, l.quantity, case when b.quantity is null then l.value end as value, l.withheld or b.quantity is not null as withheld
from latest l left join beside b on b.marac = l.marac and b.quarter = l.quarter and b.quantity = l.quantity;

create temp table single_quarter as
select s.marac, s.quarter, t.quantity, t.value, t.withheld, s.state = 'proxied' as proxied
from return_state s
join told t on t.marac = s.marac and t.quarter = case when s.state = 'proxied' then s.quarter - 1 else s.quarter end
where s.state <> 'dropped';

-- How many quarters of 12 months there must be: all those in which each Marac that is counted was open, its own since its first return.
create temp table due as
with begun as (select marac, min(quarter) as first from return_state group by marac)
select h.heir as marac, e.quarter,
    sum(greatest(least(e.quarter, m.last_quarter) + 1 - greatest(e.quarter - 3, m.first_quarter, own.first), 0))::int as quarters
from (select distinct quarter from return_state) e
join heir h on e.quarter between h.first and h.last
join marac m on m.code = h.marac
left join begun own on own.marac = h.heir and h.marac = h.heir
group by h.heir, e.quarter;

-- Each quarter counts in the 12 months that end with it and with the next three. A sum over a withheld count is withheld too.
create temp table summed as
select marac, quarter, 'quarter' as "window", quantity, value, withheld, proxied from single_quarter
union all
select y.marac, y.quarter, 'year', y.quantity, case when not y.withheld then y.value end, y.withheld, y.proxied
from (
    select h.heir as marac, s.quarter + later as quarter, s.quantity, sum(s.value) as value, bool_or(s.withheld) as withheld,
        bool_or(s.proxied) as proxied, count(*) as parts, bit_or(1 << later) as quarters
    from single_quarter s
    cross join (values (0), (1), (2), (3)) each(later)
    join heir h on h.marac = s.marac and s.quarter + later between h.first and h.last
    group by h.heir, s.quarter + later, s.quantity
) y
join due d on d.marac = y.marac and d.quarter = y.quarter
where y.parts = d.quarters and y.quarters = 15;

-- The Maracs that are in, for each quarter and window.
create table present as
select s.marac, m.force, s.quarter, s."window", s.value as cases, s.proxied
from summed s join marac m on m.code = s.marac
where s.quantity = 'cases' and not s.withheld;
