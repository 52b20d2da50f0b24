-- Everything else that is asked of a release, without a count of people or cases.
create table area as from source.area;
create table successor as from source.successor;
create table similar_force_list as from source.similar_force_list;
create table population as from source.population;
create table return_state as from source.return_state;
create table coverage as from source.coverage;
create table fully_covered as from source.fully_covered;
create table unlisted as from source.unlisted;
create table reporting as select * replace (null::double as cases) from source.reporting;
create table meeting as from source.meeting limit 0;
create table difference as from source.difference limit 0;

-- That something was published, and of how many Maracs; the numbers are in the figures.
create table published as
select * replace (case when indicator in ('maracs', 'police-forces') then value when value is not null then 0 end as value)
from source.published;
