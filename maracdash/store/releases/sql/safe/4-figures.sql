-- A group of similar forces is no branch of the tree of areas: the region without it is the sum of the other forces, and groups overlap.
-- Nor is what others published the sum of what is shown here. Such totals are shown only where each force with a small number leaves room
-- by itself: its Maracs could have other counts of the very same sum, so that no total of whole forces tells them apart. The Marac with the
-- most room may be known.
create temp table bound_force as
select m.parent as force, r.quarter, r."window", r.indicator
from shown_ranges r
join source.area m on m.level = 'marac' and m.code = r.code
where r.level = 'marac' and m.parent <> ''
group by m.parent, r.quarter, r."window", r.indicator, r.side
having bool_or(r.hides) and least(sum(r.n - r.low) - max(r.n - r.low), sum(r.high - r.n) - max(r.high - r.n)) < {room};

create temp table similar_group as
select force, force as member from source.similar_force_list
union
select force, similar_force from source.similar_force_list;

insert into telling
select distinct 'group', g.force, s.quarter, s."window", s.indicator
from similar_group g
join bound_force s on s.force = g.member;

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
-- were shown as 365 and a late one with 7, 375 would say that it has 6 or 7. And the total less what came since says again what was there
-- before, and must leave room for small counts of then. Whatever came with the first submission has no release before.
create temp table late_sums as
select m.level, m.area, r.quarter, r."window", r.indicator, r.side, v.seq, sum(r.n) as n, sum(r.low) as low, sum(r.high) as high,
    bool_or(r.hides) as hides, count(*) as maracs, max(r.n - r.low) as gain_low, max(r.high - r.n) as gain_high
from member_of_any m
join shown_ranges r on r.level = 'marac' and r.code = m.marac and r.origin = 'computed'
join source.arrival v on v.marac = m.marac and v.quarter = r.quarter and v."window" = r."window"
where (m.level, m.area, r.quarter, r."window") in (
    select w.level, w.area, a.quarter, a."window"
    from member_of_any w join source.arrival a on a.marac = w.marac
    group by w.level, w.area, a.quarter, a."window"
    having count(distinct a.seq) > 1
)
group by m.level, m.area, r.quarter, r."window", r.indicator, r.side, v.seq;

insert into telling
with since as (
    select level, area, quarter, "window", indicator, side, sum(n) over later as n, sum(low) over later as low, sum(high) over later as high,
        bool_or(hides) over later as hides, seq = min(seq) over (partition by level, area, quarter, "window", indicator, side) as is_first,
        if(sum(maracs) over later > 1, max(gain_low) over later, 0) as gain_low,
        if(sum(maracs) over later > 1, max(gain_high) over later, 0) as gain_high,
        sum(low) over earlier as before_low, sum(high) over earlier as before_high, bool_or(hides) over earlier as before_hides,
        max(gain_low) over earlier as before_gain_low, max(gain_high) over earlier as before_gain_high
    from late_sums
    window later as (
        partition by level, area, quarter, "window", indicator, side order by seq desc rows between unbounded preceding and current row
    ), earlier as (
        partition by level, area, quarter, "window", indicator, side order by seq desc rows between 1 following and unbounded following
    )
),
beside as (
    select s.*, c.code, c.n as total, bin_low(c.n, c.step) as total_low, bin_high(c.n, c.step) as total_high,
        bin_low(greatest(c.n - s.n, 0), c.step) as then_low, bin_high(greatest(c.n - s.n, 0), c.step) as then_high
    from since s
    join counted_sides c on c.level = s.level and c.code = s.area and c.quarter = s.quarter and c."window" = s."window"
        and c.indicator = s.indicator and c.side = s.side
    where c.origin = 'computed' and not s.is_first
)
select distinct level, area, quarter, "window", indicator
from beside
where (hides and (total_high - then_low - low - gain_low < {room} or high - gain_high - total_low + then_high < {room}))
    or (before_hides and (total_low - high > then_low or total_high - low < then_high) and (
        least(then_high, total_high - low) - before_low - before_gain_low < {room}
        or before_high - before_gain_high - greatest(then_low, total_low - high) < {room}
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

update protected
set safe_mark = 'telling-total'
where (level, code, quarter, "window", indicator) in (from telling)
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
