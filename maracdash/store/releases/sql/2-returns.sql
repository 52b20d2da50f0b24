-- Returns by Marac and quarter. A field counts for a quarter only if every meeting of it in a submission gives it.
create temp table submission_quarters as
select seq, marac, quarter, {complete_sums}
from raw_returns
group by seq, marac, quarter;

-- What a new return of a Marac and quarter would replace: the rows of its newest submission. A quarterly row has no date.
create table meeting as
select marac, quarter, meeting_date, entries
from raw_returns
qualify seq = max(seq) over (partition by marac, quarter)
order by marac, quarter, meeting_date;

-- Values of each submission: a number, or only that the count is withheld. A blank cell gives no row.
create temp table submitted as
select seq, marac, quarter, measure, value, false as withheld
from (unpivot submission_quarters on {fields} into name measure value value)
union all
select distinct seq, marac, quarter, field, null::double, true from raw_withheld;

-- Values in effect after the submissions up to one. Ignores columns of submissions whose case or entry totals differ from the newest.
-- Of the rest, later replaces earlier for the same Marac, quarter and field. -1, which no count is, marks a withheld one.
create temp macro effective(last_seq) as table (
    with newest_submission as (
        select * from submission_quarters where seq <= last_seq
        qualify row_number() over (partition by marac, quarter order by seq desc) = 1
    ),
    same_totals as (
        select each.seq, each.marac, each.quarter
        from submission_quarters each join newest_submission using (marac, quarter)
        where each.seq <= last_seq and each.cases is not distinct from newest_submission.cases and each.entries is not distinct from newest_submission.entries
    )
    select g.marac, g.quarter, g.measure, max(g.seq) filter (same_totals.seq is not null) as seq,
        arg_max(coalesce(g.value, -1), g.seq) filter (same_totals.seq is not null) as newest_value, nullif(newest_value, -1) as value, newest_value = -1 as withheld,
        count(distinct coalesce(g.value, -1)) > 1 as corrected
    from submitted g left join same_totals on same_totals.seq = g.seq and same_totals.marac = g.marac and same_totals.quarter = g.quarter
    where g.seq <= last_seq
    group by g.marac, g.quarter, g.measure
    having newest_value is not null
);

create temp table effective_values as from effective((select max(seq) from submitted));

-- What lies outside a Marac's valid dates, or belongs to none that is listed, does not count; nor, as yet, a quarter that still runs.
create temp table returned as
select l.marac, l.quarter, bool_or(l.corrected) as corrected
from effective_values l join marac m on m.code = l.marac and l.quarter between m.first_quarter and least(m.last_quarter, getvariable('last_ended'))
group by l.marac, l.quarter
having bool_or(l.measure = 'cases');

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

-- Secondary suppression. The routes that a return gives sum to its cases: where one of them alone is withheld, it could be worked out
-- from the others, so the smallest other one is withheld too (one that is not 0, if there is any). Decided by what was returned,
-- not by the list of routes of today: a return without a column for one of them has just as simple a sum.
create temp table after_secondary_suppression as
with route as (select unnest([{routes}]) as measure, generate_subscripts([{routes}], 1) as place),
single_withheld as (
    select marac, quarter from effective_values join route using (measure)
    group by marac, quarter
    having count(*) filter (withheld) = 1
),
also_withheld as (
    select l.marac, l.quarter, l.measure
    from effective_values l join route using (measure) join single_withheld using (marac, quarter)
    where not l.withheld
    qualify row_number() over (partition by l.marac, l.quarter order by l.value = 0, l.value, route.place) = 1
)
select l.marac, l.quarter, l.measure, case when b.measure is null then l.value end as value, l.withheld or b.measure is not null as withheld
from effective_values l left join also_withheld b on b.marac = l.marac and b.quarter = l.quarter and b.measure = l.measure;

create temp table single_quarter as
select s.marac, s.quarter, t.measure, t.value, t.withheld, s.state = 'proxied' as proxied
from return_state s
join after_secondary_suppression t on t.marac = s.marac and t.quarter = case when s.state = 'proxied' then s.quarter - 1 else s.quarter end
where s.state <> 'dropped';

-- Number of quarters that 12 months must have: all in which each counted Marac was open, its own since its first return.
create temp table required_quarters as
with first_returns as (select marac, min(quarter) as first from return_state group by marac)
select h.counted_by as marac, e.quarter,
    sum(greatest(least(e.quarter, m.last_quarter) + 1 - greatest(e.quarter - 3, m.first_quarter, own.first), 0))::int as quarters
from (select distinct quarter from return_state) e
join successor_of h on e.quarter between h.first and h.last
join marac m on m.code = h.marac
left join first_returns own on own.marac = h.counted_by and h.marac = h.counted_by
group by h.counted_by, e.quarter;

-- Each quarter counts in the 12 months that end with it and with the next three. A sum over a withheld count is withheld too.
create temp table window_values as
select marac, quarter, 'quarter' as "window", measure, value, withheld, proxied from single_quarter
union all
select y.marac, y.quarter, 'year', y.measure, case when not y.withheld then y.value end, y.withheld, y.proxied
from (
    select h.counted_by as marac, s.quarter + later as quarter, s.measure, sum(s.value) as value, bool_or(s.withheld) as withheld,
        bool_or(s.proxied) as proxied, count(*) as parts, bit_or(1 << later) as quarters
    from single_quarter s
    cross join (values (0), (1), (2), (3)) each(later)
    join successor_of h on h.marac = s.marac and s.quarter + later between h.first and h.last
    group by h.counted_by, s.quarter + later, s.measure
) y
join required_quarters d on d.marac = y.marac and d.quarter = y.quarter
where y.parts = d.quarters and y.quarters = 15;

-- The first submission by which all that a Marac's period is made of was there: releases before it did without.
create table arrival as
with first_sent as (
    select s.marac, s.quarter, min(t.seq) as seq
    from return_state s
    join submitted t on t.marac = s.marac and t.measure = 'cases'
        and t.quarter = case when s.state = 'proxied' then s.quarter - 1 else s.quarter end
    where s.state <> 'dropped'
    group by s.marac, s.quarter
)
select marac, quarter, 'quarter' as "window", seq from first_sent
union all
select h.counted_by, s.quarter + later, 'year', max(s.seq)
from first_sent s
cross join (values (0), (1), (2), (3)) each(later)
join successor_of h on h.marac = s.marac and s.quarter + later between h.first and h.last
group by h.counted_by, s.quarter + later;

-- Maracs with known cases, for each quarter and window.
create table reporting as
select s.marac, m.force, s.quarter, s."window", s.value as cases, s.proxied
from window_values s join marac m on m.code = s.marac
where s.measure = 'cases' and not s.withheld;
