-- One level of areas, after the level of its parts: what the parts can sum to, which totals tell, and what is shown of the others.
insert into part_sums
select p.level, p.area, r.quarter, r."window", r.indicator, r.side, sum(r.low), sum(r.high), bool_or(r.hides)
from part p
join shown_ranges r on r.level = p.part_level and r.code = p.part
where p.level = getvariable('level')
group by p.level, p.area, r.quarter, r."window", r.indicator, r.side;

insert into telling
select distinct c.level, c.code, c.quarter, c."window", c.indicator
from counted_sides c
join part_sums s using (level, code, quarter, "window", indicator, side)
where c.level = getvariable('level') and c.counted >= getvariable('fewest_maracs') and is_telling(c.n, c.step, s.low, s.high, s.hides);

insert into shown_ranges
select s.level, s.code, s.quarter, s."window", s.indicator, s.side, false,
    case when is_shown then greatest(s.low, bin_low(n, step)) else s.low end,
    case when is_shown then least(s.high, bin_high(n, step)) else s.high end,
    s.hides
from (
    select s.*, c.n, c.step,
        coalesce(
            c.counted >= getvariable('fewest_maracs')
            and (c.level, c.code, c.quarter, c."window", c.indicator) not in (from telling)
            and (s.side = 'denominator' or c.safe_mark <> 'small-base' and (c.safe_mark <> 'small-number' or is_small(c.n))),
            false
        ) as is_shown
    from part_sums s
    left join counted_sides c using (level, code, quarter, "window", indicator, side)
    where s.level = getvariable('level')
) s;
