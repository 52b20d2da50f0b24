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
