-- Returns by Marac and quarter. A field counts for a quarter only if every meeting of it in a submission gives it.
create temp table submission_quarters as
select seq, marac, quarter, {complete_sums}
from raw_returns
group by seq, marac, quarter;

create temp table withdrawn_quarters as
select seq, until, marac, quarter, {complete_sums}
from withdrawn_returns
group by seq, until, marac, quarter;

-- What a new return of a Marac and quarter would replace: the rows of its newest submission. A quarterly row has no date.
create table meeting as
select marac, quarter, meeting_date, entries
from raw_returns
semi join (select marac, quarter, max(seq) as seq from submission_quarters group by marac, quarter) using (marac, quarter, seq)
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
        min(coalesce(g.value, -1)) < max(coalesce(g.value, -1)) as corrected
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

-- Maracs with known cases, for each quarter and window.
create table reporting as
select s.marac, m.force, s.quarter, s."window", s.value as cases, s.proxied
from window_values s join marac m on m.code = s.marac
where s.measure = 'cases' and not s.withheld;

-- Returns that a release has shown otherwise: sent again with another number, or withdrawn.
create temp table restated as
with sent_again as (
    select marac, quarter from submission_quarters group by marac, quarter having count(*) > 1
)
select marac, quarter
from (
    select marac, quarter, measure, min(coalesce(value, -1)) < max(coalesce(value, -1)) as is_corrected, count(*) as times
    from submitted semi join sent_again using (marac, quarter)
    group by all
)
group by marac, quarter
having bool_or(is_corrected) or min(times) < max(times)
union
select marac, quarter from withdrawn_quarters;

-- What was in force of them after each submission and withdrawal.
create temp table return_version as
with every_return as (
    select seq, null::integer as until, marac, quarter, cases, entries from submission_quarters semi join restated using (marac, quarter)
    union all
    select seq, until, marac, quarter, cases, entries from withdrawn_quarters
),
every_value as (
    select seq, marac, quarter, measure, value from submitted semi join restated using (marac, quarter)
    union all
    select seq, marac, quarter, measure, value from (unpivot withdrawn_quarters on {fields} into name measure value value)
),
event as (
    select marac, quarter, seq from every_return union select marac, quarter, until from every_return where until is not null
),
in_force as (
    select e.marac, e.quarter, e.seq, r.seq as sent, r.cases, r.entries
    from event e
    left join every_return r on r.marac = e.marac and r.quarter = e.quarter and r.seq <= e.seq and coalesce(r.until > e.seq, true)
),
newest as (
    from in_force qualify row_number() over (partition by marac, quarter, seq order by sent desc) = 1
)
select n.marac, n.quarter, n.seq, v.measure, nullif(arg_max(coalesce(v.value, -1), v.seq), -1) as value
from newest n
left join in_force i on i.marac = n.marac and i.quarter = n.quarter and i.seq = n.seq
    and i.cases is not distinct from n.cases and i.entries is not distinct from n.entries
left join every_value v on v.marac = i.marac and v.quarter = i.quarter and v.seq = i.sent
group by n.marac, n.quarter, n.seq, v.measure;

create temp table sent as
select marac, quarter, seq, bool_or(coalesce(measure = 'cases', false)) as is_sent from return_version group by marac, quarter, seq
union all
select marac, quarter, min(seq), true from submitted
where measure = 'cases' and (marac, quarter) not in (from restated)
group by marac, quarter;

-- The quarters that each Marac has had, if only by returns that are withdrawn now.
create temp table every_quarter as
select s.marac, unnest(generate_series(min(s.quarter), least((select max(quarter) from sent), any_value(m.last_quarter)))) as quarter
from sent s join marac m on m.code = s.marac and s.quarter between m.first_quarter and least(m.last_quarter, getvariable('last_ended'))
group by s.marac;

-- States of a quarter of a Marac, as releases after each submission showed it: it stands by its own return, or, once anybody has
-- returned the quarter, by the one before; or by none.
create temp table standing_return as
with opened as (
    select q.quarter, min(s.seq) as seq
    from (select distinct quarter from every_quarter) q join sent s on s.quarter >= q.quarter and s.is_sent
    group by q.quarter
),
event as (
    select marac, quarter, seq from sent
    union select marac, quarter + 1, seq from sent
    union select q.marac, q.quarter, o.seq from every_quarter q join opened o on o.quarter = q.quarter
),
known as (
    select e.marac, e.quarter, e.seq, e.seq >= any_value(o.seq) as is_open, max(own.seq) as own_seq, arg_max(own.is_sent, own.seq) as is_sent,
        max(b.seq) as before_seq, arg_max(b.is_sent, b.seq) as was_sent_before
    from event e
    semi join every_quarter q on q.marac = e.marac and q.quarter = e.quarter
    join opened o on o.quarter = e.quarter
    left join sent own on own.marac = e.marac and own.quarter = e.quarter and own.seq <= e.seq
    left join sent b on b.marac = e.marac and b.quarter = e.quarter - 1 and b.seq <= e.seq
    group by e.marac, e.quarter, e.seq
),
standing as (
    select marac, quarter, seq, case when is_sent then quarter when was_sent_before and is_open then quarter - 1 else 0 end as source,
        case when is_sent then own_seq when was_sent_before and is_open then before_seq else 0 end as source_seq
    from known
)
from standing
window earlier as (partition by marac, quarter order by seq)
qualify source_seq <> lag(source_seq, 1, 0) over earlier or source <> lag(source, 1, 0) over earlier;

create temp table quarter_of_period as
select marac, quarter, 'quarter' as "window", marac as sender, quarter as part from every_quarter
union all
select h.counted_by, s.quarter + later, 'year', s.marac, s.quarter
from every_quarter s
cross join (values (0), (1), (2), (3)) each(later)
join successor_of h on h.marac = s.marac and s.quarter + later between h.first and h.last;

-- From which submission on a Marac's period stood so: the first is that by which it was whole, the others changed it.
create table period_state as
with first_standing as (select marac, quarter, min(seq) as seq from standing_return group by marac, quarter),
whole as (
    select p.marac, p.quarter, p."window", max(f.seq) as seq
    from quarter_of_period p left join first_standing f on f.marac = p.sender and f.quarter = p.part
    group by p.marac, p.quarter, p."window"
    having count(*) = count(f.seq) and count(distinct p.part) = if(p."window" = 'year', 4, 1)
)
select distinct w.marac, w.quarter, w."window", greatest(w.seq, s.seq) as seq
from whole w
join quarter_of_period p on p.marac = w.marac and p.quarter = w.quarter and p."window" = w."window"
join standing_return s on s.marac = p.sender and s.quarter = p.part
order by w.marac, w.quarter, w."window";

-- What periods were before their newest state.
create temp table earlier_values as
with every_version as (
    from return_version
    union all
    select s.marac, s.quarter, s.seq, v.measure, v.value
    from sent s join effective_values v on v.marac = s.marac and v.quarter = s.quarter
    where (s.marac, s.quarter) not in (from restated)
),
earlier as (
    from period_state
    qualify seq < max(seq) over (partition by marac, quarter, "window")
),
standing as (
    select e.marac, e.quarter, e."window", e.seq, p.sender, p.part, arg_max(s.source, s.seq) as source, arg_max(s.source_seq, s.seq) as source_seq,
        count(*) over (partition by e.marac, e.quarter, e."window", e.seq) as parts
    from earlier e
    join quarter_of_period p on p.marac = e.marac and p.quarter = e.quarter and p."window" = e."window"
    join standing_return s on s.marac = p.sender and s.quarter = p.part and s.seq <= e.seq
    group by e.marac, e.quarter, e."window", e.seq, p.sender, p.part
)
select t.marac, t.quarter, t."window", t.seq, v.measure, sum(v.value) as value
from standing t
join every_version v on v.marac = t.sender and v.quarter = t.source and v.seq = t.source_seq
group by t.marac, t.quarter, t."window", t.seq, v.measure
having count(v.value) = any_value(t.parts);
