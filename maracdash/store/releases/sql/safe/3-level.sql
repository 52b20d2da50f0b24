-- Run once for each level, from the forces to the UK (`LEVELS` in safe_release.py). One level of areas, after the level of its parts: what the parts can sum to, which totals tell, and what is shown of the others. Only
-- sums of our own: a published total is no sum of returns. `least_sum` is the least at which some small part is at an end of its range, with
-- any one Marac or force known: inside the part that hides it, or in another.
insert into part_sums
with part_range as (
    select p.level as area_level, p.area, r.*
    from part p
    join shown_ranges r on r.level = p.part_level and r.code = p.part
    where p.level = '{level}' and r.origin = 'computed'
),
whole as (
    select area_level as level, area, quarter, "window", indicator, side, sum(low) as low, sum(high) as high, bool_or(hides) as hides,
        max(rise_low, 2) as rises_low, max(rise_high, 2) as rises_high
    from part_range
    group by all
),
hiding as (
    select p.area, p.quarter, p."window", p.indicator, p.side, min(give_low) as give_low, min(give_high) as give_high,
        min(least(kept_low, give_low - coalesce(if(rise_low = rises_low[1], rises_low[2], rises_low[1]), 0))) as known_give_low,
        min(least(kept_high, give_high - coalesce(if(rise_high = rises_high[1], rises_high[2], rises_high[1]), 0))) as known_give_high
    from part_range p
    join whole w using (area, quarter, "window", indicator, side)
    where p.hides
    group by p.area, p.quarter, p."window", p.indicator, p.side
)
select w.level, area, quarter, "window", indicator, side, low, high, hides, rises_low[1], rises_high[1], low - give_low, high + give_high,
    low - known_give_low, high + known_give_high
from whole w
left join hiding using (area, quarter, "window", indicator, side);

insert into telling
select distinct c.level, c.code, c.quarter, c."window", c.indicator
from counted_sides c
join (from part_sums where level = '{level}' and hides) s using (code, quarter, "window", indicator, side)
where c.level = '{level}' and c.origin = 'computed' and c.counted >= getvariable('fewest_maracs')
    and is_telling(c.n, c.step, s.least_sum, s.greatest_sum);

-- A force may be known itself; what is known inside a larger area moves its ends no further than beyond what is shown of it.
insert into shown_ranges by name
select level, code, quarter, "window", indicator, side, false as is_route, 'computed' as origin, coalesce(a.n, a.low) as n,
    shown_low as low, shown_high as high, hides,
    if(level = 'force', rise_above(coalesce(a.n, a.low), shown_low, shown_high), greatest(0, a.rise_low - (shown_low - a.low))) as rise_low,
    if(level = 'force', fall_below(coalesce(a.n, a.low), shown_low, shown_high), greatest(0, a.rise_high - (a.high - shown_high))) as rise_high,
    greatest(shown_low - inner_low, 0) as give_low, greatest(inner_high - shown_high, 0) as give_high,
    shown_low - least_sum as kept_low, greatest_sum - shown_high as kept_high
from (
    select *, case when is_shown then greatest(low, bin_low(n, step)) else low end as shown_low,
        case when is_shown then least(high, bin_high(n, step)) else high end as shown_high
    from (
    select s.*, c.n, c.step,
        coalesce(
            c.counted >= getvariable('fewest_maracs') and t.code is null
            and (s.side = 'denominator' or c.safe_mark not in ('small-base', 'small-number')),
            false
        ) as is_shown
    from part_sums s
    left join (from counted_sides where origin = 'computed' and level = '{level}') c using (code, quarter, "window", indicator, side)
    left join (select distinct code, quarter, "window", indicator from telling where level = '{level}') t
        using (code, quarter, "window", indicator)
    where s.level = '{level}'
    )
) a;
