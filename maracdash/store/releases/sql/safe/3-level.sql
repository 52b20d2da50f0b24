-- One level of areas, after the level of its parts: what the parts can sum to, which totals tell, and what is shown of the others. Only
-- sums of our own: a published total is no sum of returns.
insert into part_sums
select p.level, p.area, r.quarter, r."window", r.indicator, r.side, sum(r.low), sum(r.high), bool_or(r.hides),
    max(case when p.part_level in ('marac', 'force') then greatest(r.gain_low, r.n - r.low) else r.gain_low end),
    max(case when p.part_level in ('marac', 'force') then greatest(r.gain_high, r.high - r.n) else r.gain_high end),
    sum(r.low) - min(r.give_low) filter (r.hides), sum(r.high) + min(r.give_high) filter (r.hides)
from part p
join shown_ranges r on r.level = p.part_level and r.code = p.part
where p.level = '{level}' and r.origin = 'computed'
group by p.level, p.area, r.quarter, r."window", r.indicator, r.side;

insert into telling
select distinct c.level, c.code, c.quarter, c."window", c.indicator
from counted_sides c
join (from part_sums where level = '{level}' and hides) s using (code, quarter, "window", indicator, side)
where c.level = '{level}' and c.origin = 'computed' and c.counted >= getvariable('fewest_maracs')
    and is_telling(c.n, c.step, s.inner_low, s.inner_high, s.gain_low, s.gain_high);

insert into shown_ranges
select level, code, quarter, "window", indicator, side, false, 'computed', coalesce(n, low), gain_low, gain_high,
    greatest(shown_low - inner_low, 0), greatest(inner_high - shown_high, 0), shown_low, shown_high, hides
from (
    select *, case when is_shown then greatest(low, bin_low(n, step)) else low end as shown_low,
        case when is_shown then least(high, bin_high(n, step)) else high end as shown_high
    from (
    select s.*, c.n, c.step,
        coalesce(
            c.counted >= getvariable('fewest_maracs') and t.code is null
            and (s.side = 'denominator' or c.safe_mark <> 'small-base' and (c.safe_mark <> 'small-number' or is_small(c.n))),
            false
        ) as is_shown
    from part_sums s
    left join (from counted_sides where origin = 'computed' and level = '{level}') c using (code, quarter, "window", indicator, side)
    left join (select distinct code, quarter, "window", indicator from telling where level = '{level}') t
        using (code, quarter, "window", indicator)
    where s.level = '{level}'
    )
);
