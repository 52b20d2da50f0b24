-- A group of similar forces is no branch of the tree of areas: the region without it is the sum of the other forces, and groups overlap.
-- Nor is what others published the sum of what is shown here. Such totals are shown only where each force with a small number leaves room
-- by itself: its Maracs could have other counts of the very same sum, so that no total of whole forces tells them apart. By what is shown
-- of a force and of its Maracs, of which any one may be known, its sum must be that far from the least and the most that these can come to.
create temp table bound_force as
select code as force, quarter, "window", indicator
from shown_ranges
where level = 'force' and hides and least(kept_low, kept_high) < {room}
union
select m.parent, r.quarter, r."window", r.indicator
from shown_ranges r
join source.area m on m.level = 'marac' and m.code = r.code
where r.level = 'marac' and r.origin <> 'computed' and r.hides and m.parent <> '';

create temp table similar_group as
select force, force as member from source.similar_force_list
union
select force, similar_force from source.similar_force_list;

insert into telling
select distinct 'group', g.force, s.quarter, s."window", s.indicator
from similar_group g
join bound_force s on s.force = g.member
where try_cast(g.force as code_key) is not null;

create temp table force_of_area as
with recursive inside as (
    select level, area, part as force from part where part_level = 'force'
    union all
    select p.level, p.area, i.force from part p join inside i on i.level = p.part_level and i.area = p.part
)
from inside
union all
select level, code, code from source.area where level = 'force';

-- A published total of forces of which one shows nothing leaves all the room that there is.
insert into telling
with shown_force as (
    select distinct coalesce(m.parent, p.code) as force, p.quarter, p."window", p.indicator
    from protected p
    left join source.area m on p.level = 'marac' and m.level = 'marac' and m.code = p.code
    where p.level in ('marac', 'force') and p.numerator is not null
)
select p.level, p.code, p.quarter, p."window", p.indicator
from protected p
join force_of_area a on a.level = p.level and a.area = p.code
left join shown_force s on s.force = a.force and s.quarter = p.quarter and s."window" = p."window" and s.indicator = p.indicator
left join bound_force b on b.force = a.force and b.quarter = p.quarter and b."window" = p."window" and b.indicator = p.indicator
where p.origin = 'published'
group by p.level, p.code, p.quarter, p."window", p.indicator
having bool_and(s.force is not null) and bool_or(b.force is not null);

create temp table member_of_any as
with recursive member as (
    select level, area, part as marac from part where part_level = 'marac'
    union all
    select p.level, p.area, m.marac from part p join member m on m.level = p.part_level and m.area = p.part
)
from member
union all
select 'group', g.force, m.marac from similar_group g join member m on m.level = 'force' and m.area = g.member;

-- A total is the one of an earlier release and what came since. So what came since must leave room between the two, too: of Maracs that
-- were shown as 365 and a late one with 7, 375 would say that it has 6 or 7; and where a Marac with 1 case sends 6 more, 20 and then 30 say
-- both of its numbers. The total less what came since says again what was there before, and the one of before with it what is there now.
-- So each Marac's count is taken as it was shown after each submission that changed it.
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
select distinct level, area, quarter, "window", indicator
from beside
where (rise_hides and (
        total_high - then_low - rise_low - rise_gain_low < {room} or rise_high - rise_gain_high - total_low + then_high < {room}
    ))
    or (hides and (total_low - rise_high > then_low or total_high - rise_low < then_high) and (
        least(then_high, total_high - rise_low) - low - gain_low < {room}
        or high - gain_high - greatest(then_low, total_low - rise_high) < {room}
    ))
    or (hides_now and (then_low + rise_low > total_low or then_high + rise_high < total_high) and (
        least(total_high, then_high + rise_high) - least_sum < {room}
        or greatest_sum - greatest(total_low, then_low + rise_low) < {room}
    ));

-- A change counts the Maracs that have both years. Beside the total, it tells of those that have not.
insert into telling
select distinct m.level, m.area, c.quarter, c."window", k.indicator
from member_of_any m
join counted_sides c on c.level = 'marac' and c.code = m.marac and c.indicator = 'cases' and c.origin = 'computed' and is_small(c.n)
cross join indicator_kind k
where k.is_change and not exists (
    select 1 from protected p
    where p.level = 'marac' and p.code = c.code and p.quarter = c.quarter and p."window" = c."window" and p.indicator = k.indicator
        and coalesce(p.denominator, 0) <> 0
);

-- It shows the sums of this year and of the one before once more, and so tells what a total would that is withheld.
insert into telling
select t.level, t.code, t.quarter + years.later, t."window", k.indicator
from telling t
cross join (values (0), (4)) years(later)
cross join indicator_kind k
where t.level <> 'marac' and t.indicator = 'cases' and k.is_change;

-- A small total has the same mark: that it is small, and does not tell, would say that the parts are at the end of their ranges.
update protected
set safe_mark = 'telling-total'
where ((level, code, quarter, "window", indicator) in (from telling) or level <> 'marac' and origin = 'computed' and safe_mark = 'small-number')
    and safe_mark not in ('few-maracs', 'public', 'published-alone', 'withheld') and not says_nothing;

-- A share that combines others, as of all health services, is the sum of what is shown of them, and withheld where one is: so it tells
-- nothing that they have not told. The true sum would tie its parts to each other in every Marac, and all their totals with them.
create temp table combined_sum as
select s.level, s.code, s.quarter, s."window", s.indicator, sum(p.safe_numerator) as safe_numerator,
    count(*) = count(p.indicator) filter (
        not p.says_nothing and p.safe_mark not in (from withholding_mark)
        and p.counted is not distinct from s.counted and p.denominator is not distinct from s.denominator
    ) as is_shown
from protected s
join combined_part c on c.combined = s.indicator
left join protected p on p.level = s.level and p.code = s.code and p.quarter = s.quarter and p."window" = s."window" and p.indicator = c.part
group by s.level, s.code, s.quarter, s."window", s.indicator;

update protected
set safe_mark = if(c.is_shown, 'whole', 'part-withheld'), safe_numerator = least(c.safe_numerator, protected.safe_denominator)
from combined_sum c
where c.level = protected.level and c.code = protected.code and c.quarter = protected.quarter and c."window" = protected."window"
    and c.indicator = protected.indicator and not protected.says_nothing
    and protected.safe_mark not in ('few-maracs', 'small-base', 'public', 'published-alone');

-- In the order of the full release, twice over, so that readers need few of its blocks.
create table figure as
select level::varchar as level, code::varchar as code, quarter, "window"::varchar as "window", indicator::varchar as indicator,
    case when safe_mark = 'public' or not (counts_numerator or counts_denominator) then numerator
        when says_nothing or safe_mark in (from withholding_mark) then null else safe_numerator end as numerator,
    case when safe_mark = 'public' or not (counts_numerator or counts_denominator) then denominator
        when says_nothing or safe_mark in (from withholding_mark) then null else safe_denominator end as denominator,
    case when safe_mark = 'public' or not (counts_numerator or counts_denominator) then published end as published,
    origin, case when safe_mark = 'public' then mark else safe_mark end as mark, proxied, counted
from protected
union all
select level, code, quarter, "window", indicator, null, null, null, origin, safe_mark, proxied, counted
from quarter_breakdown;
