-- A group of similar forces is no branch of the tree of areas: the region without it is the sum of the other forces. So it has no figure
-- where any Marac of it hides one.
create temp table similar_group as
select force, force as member from source.similar_force_list
union
select force, similar_force from source.similar_force_list;

insert into telling
select distinct 'group', g.force, s.quarter, s."window", s.indicator
from similar_group g
join part_sums s on s.level = 'force' and s.code = g.member
where s.hides;

-- A change counts the Maracs that have both years. Beside the total, it tells of those that have not.
insert into telling
with recursive member as (
    select level, area, part as marac from part where part_level = 'marac'
    union all
    select p.level, p.area, m.marac from part p join member m on m.level = p.part_level and m.area = p.part
),
member_of_any as (
    from member
    union all
    select 'group', g.force, m.marac from similar_group g join member m on m.level = 'force' and m.area = g.member
)
select distinct m.level, m.area, c.quarter, c."window", k.indicator
from member_of_any m
join counted_sides c on c.level = 'marac' and c.code = m.marac and c.indicator = 'cases' and is_small(c.n)
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
