-- Areas, similar lists and populations: the latest submission that names an area wins, whole row by whole row.
create table area as
select level, code, name, coalesce(parent, '') as parent, minoritised_share, coalesce(meeting_frequency, '') as meeting_frequency,
    valid_from, valid_to
from raw_areas
qualify row_number() over (partition by level, code order by seq desc, row desc) = 1;

-- The Marac that a closed one became part of.
create table successor as
select marac, arg_max(successor, seq) as successor from raw_successors group by marac;

-- A submitted list replaces the whole list of that force.
create table similar_force_list as
select distinct force, similar_force
from raw_similar
where force <> similar_force
qualify seq = max(seq) over (partition by force);

create table population as
select level, code, from_quarter, arg_max(women_16_plus, (seq, row)) as women_16_plus, arg_max(basis, (seq, row)) as basis
from raw_populations
group by level, code, from_quarter;

create temp table marac as
select m.code, f.code as force, r.code as region, c.code as country, m.minoritised_share,
    coalesce(year(m.valid_from) * 4 + quarter(m.valid_from) - 1, 0) as first_quarter,
    coalesce(year(m.valid_to) * 4 + quarter(m.valid_to) - 1, 99999) as last_quarter
from area m
left join area f on f.level = 'force' and f.code = m.parent
left join area r on r.level = 'region' and r.code = f.parent
left join area c on c.level = 'country' and c.code = r.parent
where m.level = 'marac';

-- The forces that make up each larger area: needed to know whether every one of them has its Maracs here.
create temp table area_force as
select 'force' as level, code, code as force from area where level = 'force'
union all
select 'group', force, force from similar_force_list
union
select 'group', force, similar_force from similar_force_list
union all
select 'region', r.code, f.code from area r join area f on f.level = 'force' and f.parent = r.code where r.level = 'region'
union all
select 'country', c.code, f.code
from area c join area r on r.level = 'region' and r.parent = c.code join area f on f.level = 'force' and f.parent = r.code
where c.level = 'country'
union all
select 'uk', u.code, f.code from area u, area f where u.level = 'uk' and f.level = 'force';

create temp table area_marac as
select o.level, o.code, m.code as marac, m.force from area_force o join marac m on m.force = o.force;

-- An area is fully covered when each of its forces has at least one Marac in the directory.
create table fully_covered as
select level, code
from area_force
group by level, code
having bool_and(force in (select force from marac where force is not null));

-- Which Marac counts each Marac's cases in 12 months that end in these quarters: itself, and once it has closed, its successor.
create temp table successor_of as
with recursive lifetime as (
    select m.code as marac, case when s.successor is null then 99999 else m.last_quarter end as last, s.successor
    from marac m left join successor s on s.marac = m.code
),
succession as (
    select marac, marac as counted_by, 0 as first, last, successor from lifetime
    union
    select p.marac, n.marac, p.last + 1, greatest(p.last, n.last), n.successor
    from succession p join lifetime n on n.marac = p.successor
    where p.last < 99999
)
select marac, counted_by, first, last from succession where first <= last;
