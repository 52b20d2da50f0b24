-- A blank cell says nothing, so it never replaces what was printed before.
create table published as
select level, area_code as code, quarter, indicator, value, coalesce(mark, '') as mark, seq
from raw_published
qualify row_number() over (
    partition by level, area_code, quarter, indicator order by (value is not null or mark is not null) desc, seq desc, row desc
) = 1;

-- Measures derived for each Marac beside its returns.
create temp table population_at_quarter as
select p.marac, p.quarter, p."window", n.women_16_plus
from reporting p
asof join (select * from population where level = 'marac') n on n.code = p.marac and p.quarter >= n.from_quarter;

-- Of the year before, a Marac counts what those had that it has taken in since; like for like only where each of them was in.
create temp table year_before as
select h.counted_by as marac, p.quarter + 4 as quarter, p."window", sum(p.cases) as cases, count(*) = any_value(w.maracs) as is_complete
from reporting p
join successor_of h on h.marac = p.marac and p.quarter + 4 between h.first and h.last
join (
    select h.counted_by, q.quarter, count(*) as maracs
    from (select distinct quarter + 4 as quarter from reporting) q
    join successor_of h on q.quarter between h.first and h.last
    join marac m on m.code = h.marac and q.quarter - 4 between m.first_quarter and m.last_quarter
    group by h.counted_by, q.quarter
) w on w.counted_by = h.counted_by and w.quarter = p.quarter + 4
group by h.counted_by, p.quarter, p."window";

-- A Marac whose cases are withheld, in this year or the one before, says nothing of a change.
create temp table cases_withheld as
select marac, quarter, "window" from window_values where measure = 'cases' and withheld;

create temp table change_withheld as
from cases_withheld
union
select h.counted_by, w.quarter + 4, w."window"
from cases_withheld w join successor_of h on h.marac = w.marac and w.quarter + 4 between h.first and h.last;

create temp table cases_both_years as
select coalesce(now.marac, before.marac) as marac, coalesce(now.quarter, before.quarter) as quarter,
    coalesce(now."window", before."window") as "window", now.cases as cases, before.cases as cases_year_before,
    now.marac is not null and before.is_complete as like_for_like
from reporting now
full join year_before before on before.marac = now.marac and before."window" = now."window" and before.quarter = now.quarter
where coalesce(now.quarter, before.quarter) <= (select max(quarter) from reporting) and not exists (
    select 1 from change_withheld w
    where w.marac = coalesce(now.marac, before.marac) and w.quarter = coalesce(now.quarter, before.quarter)
        and w."window" = coalesce(now."window", before."window")
);

-- Of a Marac whose cases are not known, nothing counts: no larger area may hold a part of it.
create temp table marac_measure as
select s.marac, s.quarter, s."window", s.measure, s.value
from window_values s semi join reporting p on p.marac = s.marac and p.quarter = s.quarter and p."window" = s."window"
where not s.withheld
union all select marac, quarter, "window", 'maracs', 1 from reporting
union all select marac, quarter, "window", 'forces', 1 from reporting
union all select marac, quarter, "window", 'women_16_plus', women_16_plus from population_at_quarter
union all
select w.marac, w.quarter, w."window", 'minoritised_population', w.women_16_plus * m.minoritised_share
from population_at_quarter w join marac m on m.code = w.marac where m.minoritised_share is not null
union all
select marac, quarter, "window", 'cases_year_before', cases_year_before from cases_both_years where like_for_like
union all select marac, quarter, "window", 'all_cases', coalesce(cases, 0) from cases_both_years
union all select marac, quarter, "window", 'all_cases_year_before', coalesce(cases_year_before, 0) from cases_both_years;

-- Keys as enumerations while a million figures are grouped and sorted, in the order of their letters; tables of the release have the letters.
create temp type indicator_key as enum (select indicator from term union select indicator from published order by indicator);
create temp type level_key as enum ('country', 'force', 'group', 'marac', 'region', 'uk');
create temp type window_key as enum ('quarter', 'year');
create temp type code_key as enum (
    select code from area
    union select code from published
    union select unnest([force, similar_force]) from similar_force_list
    union select marac from submission_quarters
    union select marac from withdrawn_quarters
    order by code
);
create temp table term_key as select * replace (indicator::indicator_key as indicator) from term;

-- Numerator and denominator of each indicator for each Marac that has every quantity of both.
create temp table marac_sums as
with measured as (
    select marac, quarter, "window", null::integer as seq, measure, value from marac_measure
    union all
    select marac, quarter, "window", seq, measure, value from earlier_values
    union all
    select e.marac, e.quarter, e."window", e.seq, q.measure, q.value
    from (select distinct marac, quarter, "window", seq from earlier_values) e
    join marac_measure q on q.marac = e.marac and q.quarter = e.quarter and q."window" = e."window"
    where q.measure not in (select measure from submitted)
)
select q.marac::code_key as marac, q.quarter, q."window"::window_key as "window", q.seq, t.indicator,
    sum(case when t.side = 'numerator' then t.sign * q.value end) as numerator,
    sum(case when t.side = 'denominator' then t.sign * q.value end) as denominator
from measured q join term_key t on t.measure = q.measure
group by q.marac::code_key, q.quarter, q."window"::window_key, q.seq, t.indicator, t.terms
having count(*) = t.terms;

create table earlier_sums as
select marac::varchar as marac, quarter, "window"::varchar as "window", seq, indicator::varchar as indicator, numerator, denominator
from marac_sums
where seq is not null
order by marac_sums.indicator, marac_sums."window", quarter, marac_sums.marac, seq;

create temp table marac_figure as
select s.marac, m.force, s.quarter, s."window", s.indicator, s.numerator, s.denominator, p.marac is not null as is_reporting,
    coalesce(p.proxied, false) as proxied
from marac_sums s
join (select code::code_key as code, force::code_key as force from marac) m on m.code = s.marac
left join (select marac::code_key as marac, quarter, "window"::window_key as "window", proxied from reporting) p
    on p.marac = s.marac and p.quarter = s.quarter and p."window" = s."window"
where s.seq is null;

-- Every larger area is made of whole forces, so each force is summed once.
create temp table force_sums as
select force, quarter, "window", indicator, sum(numerator) as numerator, sum(denominator) as denominator,
    count(*) filter (is_reporting) as counted, count(*) filter (proxied) as proxied
from marac_figure
where force is not null
group by force, quarter, "window", indicator;

create temp table computed as
with larger as (
    select level::level_key as level, code::code_key as code, force::code_key as force
    from area_force
    where (level, code) in (from fully_covered)
)
select 'marac'::level_key as level, marac as code, quarter, "window", indicator, numerator, denominator, 1 as counted, proxied::int as proxied
from marac_figure
where is_reporting
union all
select o.level, o.code, s.quarter, s."window", s.indicator,
    case when s.indicator in (select indicator from term_key where measure = 'forces') then count(*) filter (s.counted > 0)
        else sum(s.numerator) end,
    sum(s.denominator), sum(s.counted)::int, sum(s.proxied)::int
from force_sums s
join larger o on o.force = s.force
group by o.level, o.code, s.quarter, s."window", s.indicator
having sum(s.counted) > 0;

-- Without its cases a return says nothing that could be compared, so all of it is withheld with them.
create temp table withheld_of_marac as
select s.marac, s.quarter, s."window", t.indicator
from window_values s join term_key t on t.measure = s.measure or s.measure = 'cases'
where s.withheld
union
select w.marac, w.quarter, w."window", t.indicator
from change_withheld w
semi join reporting p on p.marac = w.marac and p.quarter = w.quarter and p."window" = w."window"
join term_key t on t.measure in ('cases_year_before', 'all_cases_year_before');

-- A larger area has no figure where every Marac that could give one withholds it.
create temp table withheld_figure as
select level::level_key as level, code::code_key as code, quarter, "window"::window_key as "window", indicator, maracs
from (
    select 'marac' as level, marac as code, quarter, "window", indicator, 1 as maracs from withheld_of_marac
    union all
    select o.level, o.code, w.quarter, w."window", w.indicator, count(*)
    from withheld_of_marac w
    join area_marac o on o.marac = w.marac
    where (o.level, o.code) in (from fully_covered)
    group by o.level, o.code, w.quarter, w."window", w.indicator
);

-- Coverage: Maracs expected (listed and valid, or as many as were published), and those that are in.
create table coverage as
with quarters as (
    select unnest(generate_series(min(quarter), max(quarter))) as quarter
    from (
        select quarter from reporting union all select quarter from cases_withheld union all select quarter from published
    )
),
members as (
    select level, code, marac from area_marac
    union all
    select 'marac', code, code from marac
),
maracs_counted as (
    select e.level, e.code, q.quarter, w."window", count(*) as expected, count(p.marac) as returned,
        count(*) filter (p.proxied) as proxied
    from members e
    cross join quarters q
    cross join (values ('year'), ('quarter')) w("window")
    join marac m on m.code = e.marac and q.quarter between m.first_quarter and m.last_quarter
    left join reporting p on p.marac = e.marac and p.quarter = q.quarter and p."window" = w."window"
    group by e.level, e.code, q.quarter, w."window"
)
select level, code, quarter, "window",
    greatest(coalesce(c.expected, 0), coalesce(p.value, 0))::int as expected, coalesce(c.returned, 0)::int as returned,
    coalesce(c.proxied, 0)::int as proxied
from maracs_counted c
full join (
    select level, code, quarter, 'year' as "window", value from published where indicator = 'maracs' and value is not null
) p using (level, code, quarter, "window");

-- A published value carries its own count where the same count was published too.
create temp table published_counts as
select p.level, p.code, p.quarter, c.measure, p.value
from published p join count_indicator c on c.indicator = p.indicator
where p.value is not null;

-- Not for the like-for-like change: its numerator is no count that anybody publishes.
create temp table published_values as
select p.level, p.code, p.quarter, p.indicator, p.value, p.mark, n.value as numerator, d.value as denominator
from published p
left join single_term tn on tn.indicator = p.indicator and tn.side = 'numerator'
    and p.indicator not in (select indicator from term where measure = 'cases_year_before')
left join published_counts n on n.level = p.level and n.code = p.code and n.quarter = p.quarter and n.measure = tn.measure
left join single_term td on td.indicator = p.indicator and td.side = 'denominator'
left join published_counts d on d.level = p.level and d.code = p.code and d.quarter = p.quarter and d.measure = td.measure;

-- Computed wins if every expected Marac is in, else published.
create temp table computed_and_published as
select p.level::level_key as level, p.code::code_key as code, p.quarter, p.indicator::indicator_key as indicator, c.indicator is not null and (p.value is null or c.counted >= v.expected) as use_computed,
    c.numerator as computed_numerator, c.denominator as computed_denominator, c.proxied, c.counted, p.value as published, p.mark,
    p.numerator as published_numerator, p.denominator as published_denominator, m.value as published_maracs
from published_values p
left join computed c
    on c.level = p.level::level_key and c.code = p.code::code_key and c.quarter = p.quarter and c.indicator = p.indicator::indicator_key
        and c."window" = 'year'
left join coverage v on v.level = p.level and v.code = p.code and v.quarter = p.quarter and v."window" = 'year'
left join published m on m.level = p.level and m.code = p.code and m.quarter = p.quarter and m.indicator = 'maracs';

-- What a Marac's own return withholds, nobody else's print of it tells.
delete from computed_and_published
where level = 'marac' and not use_computed and exists (
    select 1 from withheld_of_marac w
    where w.marac = computed_and_published.code and w.quarter = computed_and_published.quarter and w."window" = 'year' and w.indicator = computed_and_published.indicator
);

create table figure as
with decided as (
    select level, code, quarter, 'year'::window_key as "window", indicator from computed_and_published
),
-- Of more than a million computed ones, those alone that could be in the way: there are few that are withheld.
computed_beside as (
    from computed semi join withheld_figure using (level, code, quarter, "window", indicator)
),
every as (
    select level, code, quarter, "window", indicator, numerator, denominator, null::double as published, 'computed' as origin,
        '' as mark, proxied::int as proxied, counted::int as counted
    from computed anti join decided using (level, code, quarter, "window", indicator)
    union all
    select level, code, quarter, 'year', indicator,
        case when use_computed then computed_numerator else published_numerator end,
        case when use_computed then computed_denominator else published_denominator end,
        case when not use_computed then published end,
        case when use_computed then 'computed' else 'published' end,
        mark, case when use_computed then proxied else 0 end::int,
        case when use_computed then counted else published_maracs end::int
    from computed_and_published
    union all
    select level, code, quarter, "window", indicator, null, null, null, 'computed', 'withheld', 0, maracs::int
    from withheld_figure
    anti join computed_beside using (level, code, quarter, "window", indicator)
    anti join decided using (level, code, quarter, "window", indicator)
)
select * replace (level::varchar as level, code::varchar as code, "window"::varchar as "window", indicator::varchar as indicator) from every
order by every.indicator, every."window", every.level, quarter, every.code;

create table difference as
select p.level, p.code, c.quarter, p.indicator, c.numerator, c.denominator, p.value as published, f.origin as shown
from published p
join computed c on c.level = p.level::level_key and c.code = p.code::code_key and c.quarter = p.quarter
    and c.indicator = p.indicator::indicator_key and c."window" = 'year'
join figure f on f.level = p.level and f.code = p.code and f.quarter = p.quarter and f."window" = 'year' and f.indicator = p.indicator
where p.value is not null
order by p.quarter, p.level, p.code, p.indicator;

-- Returns and published figures of areas that no submission in force lists: a withdrawn areas file leaves such.
create table unlisted as
select distinct level, code
from (
    select 'marac' as level, marac as code from raw_returns
    union all
    select case level when 'group' then 'force' else level end, area_code from raw_published
)
where (level, code) not in (select level, code from area);
