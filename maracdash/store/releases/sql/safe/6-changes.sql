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
