-- A total that would tell a small number. What is shown of the parts of a sum, and of the sum itself, leaves a range for each part. Where
-- the sum leaves less than `room` above the least that its parts can come to, or below the most, small parts among them are nearly at
-- an end of their range, and could be worked out: Maracs of 8, 8 and 1 are shown as 10, 10 and [c], and 15 for their force could only be
-- 8 + 8 + 1. Such a total is withheld, whatever it is, from the forces up to the UK. It is a rule of sums, so it holds for each
-- level of a tree of areas, for the routes of a Marac's cases, and for the quarters of its year.
-- An area that is shown holds its own parts together: how far it may fall or rise without its small parts doing so is its `give`.
-- Those who see the full figures of a Marac or force see the safe ones of all others too, and can subtract. To know one raises the least that
-- its area can be by its `rise_low`, and lowers the most by its `rise_high`; with any one known inside, the give of an area is what it `kept`.
-- Whether a total is shown is itself seen. So that is decided by what is shown of the parts and of the total, never by the hidden counts: the
-- one that is known may lie anywhere in its range. Three Maracs of 1, 1 and 1 and of 1, 1 and 2 must look alike.
create temp macro bin_low(n, step) as
    case when n = 0 then 0 when n <= getvariable('withheld_up_to') then step
        else greatest(getvariable('withheld_up_to') + step, ceil((protect_count(n) - getvariable('rounded_to') / 2) / step) * step) end;
create temp macro bin_high(n, step) as
    case when n = 0 then 0 when n <= getvariable('withheld_up_to') then getvariable('withheld_up_to')
        else (ceil((protect_count(n) + getvariable('rounded_to') / 2) / step) - 1) * step end;
-- The least and the most that a Marac's count can be by what is shown of it, and whether that hides a small one.
create temp macro known_low(n, step, denominator, is_unseen, has_small_base, is_beside_small) as
    case when is_unseen or has_small_base then 0 when n = 0 then 0
        when is_beside_small then greatest(0, bin_low(denominator, 1) - getvariable('withheld_up_to'))
        else bin_low(n, step) end;
create temp macro known_high(n, step, denominator, is_unseen, has_small_base, is_beside_small) as
    case when is_unseen then 1e6 when has_small_base then getvariable('smallest_base') when n = 0 then 0
        when is_beside_small then bin_high(denominator, 1)
        else bin_high(n, step) end;
-- How far above the least a known count may be, and how far below the most. One that nothing is shown of (its most is 1e6, so that
-- 5e5 tells it apart) is taken as it is: any other would leave less room than there is.
create temp macro rise_above(n, low, high) as if(high - low < 5e5, high - low, n - low);
create temp macro fall_below(n, low, high) as if(high - low < 5e5, high - low, high - n);
create temp macro is_telling(n, step, least_sum, greatest_sum) as
    n <> 0 and (bin_high(n, step) - least_sum < {room} or greatest_sum - bin_low(n, step) < {room});

-- A year is a sum of quarters: of a Marac with a small number in any quarter, no single quarter is shown.
create temp table small_quarters as
select distinct code from protected
where level = 'marac' and "window" = 'quarter' and indicator = 'cases' and is_small(numerator);

-- What combines other shares shows nothing of its own (7-figures.sql), and so has no part in this.
create temp view summed as from protected where indicator not in (select combined from combined_part);

create temp table counted_sides as
select level, code, quarter, "window", indicator, 'numerator' as side, numerator as n, denominator, numerator_step as step, is_route,
    safe_mark, counted, origin
from summed
where counts_numerator and numerator is not null and safe_mark <> 'public' and not is_change and ("window" = 'year' or not is_breakdown)
union all
select level, code, quarter, "window", indicator, 'denominator', denominator, denominator, denominator_step, is_route, safe_mark, counted, origin
from summed
where counts_denominator and denominator is not null and safe_mark <> 'public' and not is_change and ("window" = 'year' or not is_breakdown);

-- What is shown of a Marac's count. A published one that its counts are not known of is not shown.
create temp table shown_ranges as
select level, code, quarter, "window", indicator, side, is_route, origin, n,
    0::double as give_low, 0::double as give_high, null::double as kept_low, null::double as kept_high,
    if(is_one_of_two and not is_unseen, getvariable('withheld_up_to') + step, known_low(n, step, denominator, is_unseen, has_small_base, is_beside_small)) as low,
    if(is_one_of_two and not is_unseen, 1e6, known_high(n, step, denominator, is_unseen, has_small_base, is_beside_small)) as high,
    is_unseen or has_small_base or is_one_of_two or (n <> 0 and (is_beside_small or is_small(n))) as hides,
    rise_above(n, low, high) as rise_low, fall_below(n, low, high) as rise_high
from (
    select *, ("window" = 'quarter' and code in (from small_quarters)) or safe_mark = 'published-alone' as is_unseen,
        side = 'numerator' and safe_mark = 'small-base' as has_small_base,
        side = 'numerator' and safe_mark = 'small-number' and not is_small(n) as is_beside_small,
        side = 'numerator' and safe_mark = 'one-of-two' and n <> 0 as is_one_of_two
    from counted_sides where level = 'marac'
);

create temp table telling (level level_key, code code_key, quarter integer, "window" window_key, indicator indicator_key);

-- The routes of a Marac's cases.
insert into telling
select p.level, p.code, p.quarter, p."window", p.indicator
from protected p
join (
    select r.code, r.quarter, r."window"
    from shown_ranges r
    join counted_sides c on c.level = 'marac' and c.code = r.code and c.quarter = r.quarter and c."window" = r."window"
        and c.indicator = 'cases' and c.side = 'numerator'
    where r.is_route and r.side = 'numerator'
    group by r.code, r.quarter, r."window", c.n, c.step
    having bool_or(r.hides) and c.n <> 0 and (
        bin_high(c.n, c.step) - sum(r.low) < {room}
        or (count(*) = {routes} and sum(r.high) - bin_low(c.n, c.step) < {room})
    )
) t on t.code = p.code and t.quarter = p.quarter and t."window" = p."window"
where p.level = 'marac' and p.is_route;

insert into telling
select level, code, quarter, "window", indicator
from protected
where level = 'marac' and "window" = 'quarter' and not is_breakdown and code in (from small_quarters);

-- Areas with their parts.
create temp table part as
select area::code_key as area, level::level_key as level, part_level::level_key as part_level, part::code_key as part
from (
    select parent as area, 'force' as level, level as part_level, code as part from source.area where level = 'marac' and parent <> ''
    union all select parent, 'region', level, code from source.area where level = 'force' and parent <> ''
    union all select parent, 'country', level, code from source.area where level = 'region' and parent <> ''
    union all select u.code, 'uk', c.level, c.code from source.area u, source.area c where u.level = 'uk' and c.level = 'country'
);

-- What the parts of an area sum to by what is shown of them. `inner_low` and `inner_high` are the ends of what its own parts come to, `least_sum`
-- and `greatest_sum` those at which some small part is at an end of its range.
create temp table part_sums as
select level, code, quarter, "window", indicator, side, low, high, hides, rise_low, rise_high, low as inner_low, high as inner_high,
    low as least_sum, high as greatest_sum
from shown_ranges limit 0;
