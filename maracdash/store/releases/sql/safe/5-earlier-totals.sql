create temp table member_of_any as
with recursive member as (
    select level, area, part as marac from part where part_level = 'marac'
    union all
    select p.level, p.area, m.marac from part p join member m on m.level = p.part_level and m.area = p.part
)
from member
union all
select 'group', g.force, m.marac from similar_group g join member m on m.level = 'force' and m.area = g.member;

-- A total is the one of an earlier release and what came since: a `rise`, which may be below zero. So beside each total that a release has
-- shown, the one of today must leave room for what came since, for what was there then, and for what is there now; the three examples are
-- at the end. Each Marac's count is taken as it was shown after each submission that changed it.
create temp table changing_area as
select distinct w.level, w.area, s.quarter, s."window"
from member_of_any w join source.period_state s on s.marac = w.marac
group by w.level, w.area, s.quarter, s."window"
having count(distinct s.seq) > 1;

create temp view earlier_side as
with earlier as (
    select e.*, k.* exclude (indicator)
    from (select *, false as is_former from source.earlier_sums union all by name select *, true as is_former from source.former_sums) e
    join indicator_kind k using (indicator)
    where not is_change and ("window" = 'year' or not is_breakdown) and indicator not in (select combined from combined_part)
)
select *, 'numerator' as side, numerator as n, numerator_step as step from earlier where counts_numerator
union all
select *, 'denominator', denominator, denominator_step from earlier where counts_denominator;

-- As `shown_ranges`, but for one of two, which is taken for shown: that leaves less room, and so withholds more.
create temp table earlier_range as
select marac, quarter, "window", indicator, side, seq, is_former, n,
    known_low(n, step, denominator, is_unseen, has_small_base, is_beside_small) as low,
    known_high(n, step, denominator, is_unseen, has_small_base, is_beside_small) as high,
    is_unseen or has_small_base or (n <> 0 and (is_beside_small or is_small(n))) as hides
from (
    select *, "window" = 'quarter' and marac in (from small_quarters) as is_unseen,
        side = 'numerator' and is_percentage and counts_denominator and denominator <> 0
            and coalesce(protect_count(denominator), 0) < getvariable('smallest_base') as has_small_base,
        side = 'numerator' and not is_small(n)
            and (counts_denominator and is_small(denominator) or is_share and is_small(denominator - n)) as is_beside_small
    from earlier_side
);

-- Each state of a Marac's count, which may be gone by now, and how far the count has come since: nowhere from a state with the same number. Of a corrected count that
-- hides nothing, that is taken as known.
create temp table state as
with present as (
    select code, quarter, "window", indicator, side, n, low, high, hides
    from shown_ranges
    where level = 'marac' and origin = 'computed' and (quarter, "window") in (select quarter, "window" from changing_area)
),
every_part as (
    from present
    union all
    select distinct e.marac, e.quarter, e."window", e.indicator, e.side, 0, 0, 0, false
    from (from earlier_range where not is_former) e
    anti join present p on p.code = e.marac and p.quarter = e.quarter and p."window" = e."window" and p.indicator = e.indicator and p.side = e.side
),
every_state as (
    select r.code, r.quarter, r."window", r.indicator, r.side, s.seq, r.n as n_now, r.low as low_now, r.high as high_now, r.hides as hides_now,
        s.seq = max(s.seq) over (partition by s.marac, s.quarter, s."window", r.indicator, r.side) as is_now, e.marac is not null as was_there,
        if(is_now, r.n, coalesce(e.n, 0)) as n, if(is_now, r.low, coalesce(e.low, 0)) as low, if(is_now, r.high, coalesce(e.high, 0)) as high,
        if(is_now, r.hides, coalesce(e.hides, false)) as hides
    from every_part r
    join source.period_state s on s.marac = r.code and s.quarter = r.quarter and s."window" = r."window"
    left join (from earlier_range where not is_former) e on e.marac = r.code and e.quarter = r.quarter and e."window" = r."window" and e.indicator = r.indicator
        and e.side = r.side and e.seq = s.seq
)
select *, not is_now and (n <> n_now or not was_there) as comes,
    case when not comes then 0 when was_there and not (hides or hides_now) then n_now - n else low_now - high end as rise_low,
    case when not comes then 0 when was_there and not (hides or hides_now) then n_now - n else high_now - low end as rise_high,
    comes and (hides or hides_now) as rise_hides
from every_state;

create temp table change as
select code, quarter, "window", indicator, side, seq,
    n - lag(n, 1, 0) over earlier as n, low - lag(low, 1, 0) over earlier as low, high - lag(high, 1, 0) over earlier as high,
    hides::int - lag(hides::int, 1, 0) over earlier as hiding,
    comes::int - lag(comes::int, 1, 1) over earlier as coming, rise_low - lag(rise_low, 1, low_now) over earlier as rise_low,
    rise_high - lag(rise_high, 1, high_now) over earlier as rise_high,
    rise_hides::int - lag(rise_hides::int, 1, hides_now::int) over earlier as rise_hiding,
    if(is_now, low_now, 0) as low_now, if(is_now, high_now, 0) as high_now, (is_now and hides_now)::int as hiding_now, is_now::int as maracs,
    rise_above(n, low, high) as gain_low, fall_below(n, low, high) as gain_high,
    if(is_now, greatest(gain_low, max(rise_above(n_now - n, rise_low, rise_high)) over every), 0) as rise_gain_low,
    if(is_now, greatest(gain_high, max(fall_below(n_now - n, rise_low, rise_high)) over every), 0) as rise_gain_high
from state
window every as (partition by code, quarter, "window", indicator, side), earlier as (every order by seq);

-- `gain` is how far the least, and the most, that an area's parts can come to moves where one of its Maracs is known: the greatest `rise`.
create temp table area_change as
select m.level, m.area, s.quarter, s."window", s.indicator, s.side, s.seq,
    sum(s.n) as n, sum(s.low) as low, sum(s.high) as high, sum(s.hiding) as hiding, sum(s.coming) as coming, sum(s.rise_low) as rise_low,
    sum(s.rise_high) as rise_high, sum(s.rise_hiding) as rise_hiding, sum(s.low_now) as low_now, sum(s.high_now) as high_now,
    sum(s.hiding_now) as hiding_now, sum(s.maracs) as maracs, max(s.gain_low) as gain_low, max(s.gain_high) as gain_high,
    max(s.rise_gain_low) as rise_gain_low, max(s.rise_gain_high) as rise_gain_high
from member_of_any m
join change s on s.code = m.marac
where (m.level, m.area, s.quarter, s."window") in (from changing_area)
group by m.level, m.area, s.quarter, s."window", s.indicator, s.side, s.seq;

-- Areas as they were before an areas file moved, closed or merged Maracs: what these had then in each area, and what they have there now.
create temp table moved as
with moved_marac as (
    select distinct seq, marac from source.former_member union select distinct seq, marac from source.former_sums
),
place as (
    select seq, level, area, marac, bool_or(was) as was, bool_or(is_now) as is_now
    from (
        select seq, level, area, marac, true as was, false as is_now from source.former_member
        union all
        select v.seq, m.level, m.area, m.marac, false, true from moved_marac v join member_of_any m on m.marac = v.marac and m.level <> 'group'
    )
    group by seq, level, area, marac
),
then_side as (
    select p.*, e.quarter, e."window", e.indicator, e.side, e.n, e.low, e.high, e.hides
    from place p join earlier_range e on e.is_former and e.seq = p.seq and e.marac = p.marac
    where p.was
),
now_side as (
    select p.*, r.quarter, r."window", r.indicator, r.side, r.n, r.low, r.high, r.hides
    from place p join shown_ranges r on r.level = 'marac' and r.origin = 'computed' and r.code = p.marac
    where p.is_now
),
both_sides as (
    select seq, level, area, marac, quarter, "window", indicator, side, coalesce(t.n, 0) as n, coalesce(t.low, 0) as low,
        coalesce(t.high, 0) as high, coalesce(t.hides, false) as hides, coalesce(w.n, 0) as n_now, coalesce(w.low, 0) as low_now,
        coalesce(w.high, 0) as high_now, coalesce(w.hides, false) as hides_now, t.n is not null and w.n is not null as is_in_both
    from then_side t full join now_side w using (seq, level, area, marac, quarter, "window", indicator, side)
)
select seq, level, area, quarter, "window", indicator, side, sum(n - n_now) as n, sum(low - low_now) as low, sum(high - high_now) as high,
    bool_or(hides) as hides, sum(low_now - high) as rise_low, sum(high_now - low) as rise_high, bool_or(hides or hides_now) as rise_hides,
    if(count(*) > 1, max(rise_above(n_now - n, low_now - high, high_now - low)), 0) as rise_gain_low,
    if(count(*) > 1, max(fall_below(n_now - n, low_now - high, high_now - low)), 0) as rise_gain_high
from both_sides
where not (is_in_both and n = n_now)
group by seq, level, area, quarter, "window", indicator, side;

insert into telling
with stood as (
    select level, area, quarter, "window", indicator, side, seq < max(seq) over every as is_earlier,
        sum(n) over earlier as n, sum(low) over earlier as low, sum(high) over earlier as high, sum(hiding) over earlier > 0 as hides,
        max(gain_low) over earlier as gain_low, max(gain_high) over earlier as gain_high,
        sum(low_now) over every + sum(rise_low) over earlier as rise_low, sum(high_now) over every + sum(rise_high) over earlier as rise_high,
        sum(hiding_now) over every + sum(rise_hiding) over earlier > 0 as rise_hides,
        if(sum(maracs) over every + sum(coming) over earlier > 1, max(rise_gain_low) over later, 0) as rise_gain_low,
        if(sum(maracs) over every + sum(coming) over earlier > 1, max(rise_gain_high) over later, 0) as rise_gain_high
    from area_change
    window every as (partition by level, area, quarter, "window", indicator, side), earlier as (every order by seq),
        later as (every order by seq rows between 1 following and unbounded following)
),
beside as (
    select t.*, c.code, bin_low(c.n, c.step) as total_low, bin_high(c.n, c.step) as total_high,
        bin_low(greatest(t.n, 0), c.step) as then_low, bin_high(greatest(t.n, 0), c.step) as then_high,
        s.hides as hides_now, s.least_sum, s.greatest_sum
    from stood t
    join counted_sides c on c.level = t.level and c.code = t.area and c.quarter = t.quarter and c."window" = t."window"
        and c.indicator = t.indicator and c.side = t.side
    left join part_sums s on s.level = t.level and s.code = t.area and s.quarter = t.quarter and s."window" = t."window"
        and s.indicator = t.indicator and s.side = t.side
    where c.origin = 'computed' and t.is_earlier
    union all by name
    select v.level, v.area, v.quarter, v."window", v.indicator, v.rise_low, v.rise_high, v.rise_hides, v.rise_gain_low, v.rise_gain_high,
        s.low + v.low as low, s.high + v.high as high, s.hides or v.hides as hides, s.rise_low as gain_low, s.rise_high as gain_high,
        bin_low(c.n, c.step) as total_low, bin_high(c.n, c.step) as total_high, bin_low(greatest(c.n + v.n, 0), c.step) as then_low,
        bin_high(greatest(c.n + v.n, 0), c.step) as then_high, s.hides as hides_now, s.least_sum, s.greatest_sum
    from moved v
    join counted_sides c on c.level = v.level and c.code = v.area and c.quarter = v.quarter and c."window" = v."window"
        and c.indicator = v.indicator and c.side = v.side
    join part_sums s on s.level = v.level and s.code = v.area and s.quarter = v.quarter and s."window" = v."window"
        and s.indicator = v.indicator and s.side = v.side
    where c.origin = 'computed'
)
-- 1. What came since. Maracs were shown as 365 (363 to 367), and with a late one of 7 as 375 (373 to 377): 6 or more have come, and 7 are the
--    most that [c] can be.
-- 2. What was there then. Maracs of 99, 101 and 3 were shown as 100, 100 and [c], and 205 (203 to 207) for their force. The first is corrected
--    to 102, and all is shown as it was. But who knows that 3 came knows that there were 204 at most, of at least 98 + 98 + 1; and of 201,
--    whoever knows the most that one of them can be.
-- 3. What is there now. Maracs of 100, 100 and 5 are 205 (203 to 207) too. With 1 more in the first there are 204 at least, of at most
--    102 + 102 + 7; and of 207, whoever knows the least that one of them can be.
select distinct level, area, quarter, "window", indicator
from beside
where (rise_hides and (
        total_high - then_low - rise_low - rise_gain_low < {room}
        or rise_high - rise_gain_high - total_low + then_high < {room}
    ))
    or (hides and (total_low - rise_high > then_low or total_high - rise_low < then_high) and (
        least(then_high, total_high - rise_low) - low - gain_low < {room}
        or high - gain_high - greatest(then_low, total_low - rise_high) < {room}
    ))
    or (hides_now and (then_low + rise_low > total_low or then_high + rise_high < total_high) and (
        least(total_high, then_high + rise_high) - least_sum < {room}
        or greatest_sum - greatest(total_low, then_low + rise_low) < {room}
    ));
