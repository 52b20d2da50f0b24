-- One release as an audience of some areas sees it: full figures of those, safe ones of every other area.
-- A code that a Marac and a force share could mean either, and so means neither.
create table own_area as
select code from audience_area semi join full_release.area using (code)
where code not in (
    select code from full_release.area where level in ('marac', 'force') group by code having count(distinct level) > 1
);

create table full_area as
select level, code from full_release.area
where (level = 'marac' and (code in (from own_area) or parent in (from own_area)))
    or (level = 'force' and code in (from own_area));

create view figure as
select * from full_release.figure semi join full_area using (level, code)
union all
select * from safe_release.figure anti join full_area using (level, code);

create view difference as from full_release.difference semi join full_area using (level, code);

create view meeting as select m.* from full_release.meeting m semi join full_area a on a.level = 'marac' and a.code = m.marac;

create view reporting as
select r.* from full_release.reporting r semi join full_area a on a.level = 'marac' and a.code = r.marac
union all
select r.* from safe_release.reporting r anti join full_area a on a.level = 'marac' and a.code = r.marac;

create view published as from safe_release.published;
create view period_state as from safe_release.period_state;
create view earlier_sums as from safe_release.earlier_sums;
create view former_sums as from safe_release.former_sums;
create view former_member as from safe_release.former_member;
create view release as from full_release.release;
