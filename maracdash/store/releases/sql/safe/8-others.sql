-- Everything else that is asked of a release, without a count of people or cases.
create table reporting as select * replace (null::double as cases) from source.reporting;
create table meeting as from source.meeting limit 0;
create table period_state as from source.period_state limit 0;
create table earlier_sums as from source.earlier_sums limit 0;
create table former_sums as from source.former_sums limit 0;
create table former_member as from source.former_member limit 0;
create table difference as from source.difference limit 0;

-- That something was published, and of how many Maracs; the numbers are in the figures.
create table published as
select * replace (case when indicator in ('maracs', 'police-forces') then value when value is not null then 0 end as value)
from source.published;
