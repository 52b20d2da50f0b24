-- The safe release, from the full one (attached as source). Counts of people and cases are protected here, before anything is worked
-- out from them; what a reader of it sees is made by the same queries from these counts.
create temp macro protect_count(n) as
    case when n = 0 then 0 when n <= getvariable('withheld_up_to') then null
        else round(n / getvariable('rounded_to')) * getvariable('rounded_to') end;
create temp macro is_small(n) as n > 0 and n <= getvariable('withheld_up_to');

-- Keys as enumerations: to group and join a million of them costs half of what their letters would.
create temp type level_key as enum ('marac', 'force', 'group', 'region', 'country', 'uk');
create temp type code_key as enum (
    select code from source.figure union select unnest([code, parent]) from source.area
);
create temp type window_key as enum ('quarter', 'year');
create temp type indicator_key as enum (select indicator from indicator_kind);

-- True sums. A published figure is protected by its counts too; the one that was not published with it is worked back from it.
create temp view true_sums as
select f.level::level_key as level, f.code::code_key as code, f.quarter, f."window"::window_key as "window",
    f.indicator::indicator_key as indicator, f.published, f.origin, f.mark, f.proxied, f.counted, p.seq,
    published is null and (f.origin = 'published' or f.numerator is null) as says_nothing,
    k.counts_numerator, k.counts_denominator, k.has_denominator, k.is_percentage, k.is_share, k.is_breakdown,
    k.is_route, k.is_change, k.numerator_step, k.denominator_step,
    case when f.published is null or f.numerator is not null then f.numerator
        when not k.has_denominator and k.is_total then f.published
        when k.is_share then round(f.published * f.denominator / 100) end as numerator,
    case when f.published is null or f.denominator is not null then f.denominator
        when k.per_unit is not null and f.published > 0 then k.per_unit * f.numerator / f.published end as denominator
from source.figure f
join indicator_kind k using (indicator)
left join source.published p
    on f.origin = 'published' and p.level = f.level and p.code = f.code and p.quarter = f.quarter and p.indicator = f.indicator
where f."window" = 'year' or not k.is_breakdown;

-- Single quarters are of the total of cases alone. Their breakdowns, half of all figures, are withheld without a look at their counts.
create temp view quarter_breakdown as
select f.level, f.code, f.quarter, f."window", f.indicator, f.origin, f.proxied, f.counted,
    case when f.published is null and (f.origin = 'published' or f.numerator is null) then f.mark else 'quarter-breakdown' end as safe_mark
from source.figure f
join indicator_kind k using (indicator)
where f."window" <> 'year' and k.is_breakdown;

create temp table protected as
select *,
    case when counts_numerator then protect_count(numerator) else numerator end as safe_numerator,
    case when counts_denominator then protect_count(denominator) else denominator end as safe_denominator,
    case
        when not (counts_numerator or counts_denominator) or says_nothing then mark
        when seq in (select seq from public_submission) then 'public'
        when level <> 'marac' and coalesce(counted, 0) < getvariable('fewest_maracs') then 'few-maracs'
        when numerator is null or (has_denominator and denominator is null) then 'published-alone'
        -- First, whatever the numerator is: so that a small base says nothing of it.
        when is_percentage and counts_denominator and denominator <> 0 and coalesce(safe_denominator, 0) < getvariable('smallest_base')
            then 'small-base'
        when counts_numerator and is_small(numerator) then 'small-number'
        when counts_denominator and is_small(denominator) then 'small-number'
        when is_share and is_small(denominator - numerator) then 'small-number'
        when is_percentage then 'whole'
        when origin = 'published' then 'protected'
        else mark
    end as safe_mark
from true_sums;

-- Of two Maracs of a force, one that is withheld could be worked out from the other.
create temp table one_of_two as
select m.parent as force, p.quarter, p."window", p.indicator
from protected p
join source.area m on m.level = 'marac' and m.code = p.code
where p.level = 'marac' and m.parent <> '' and p.indicator not in (select combined from combined_part)
    and not (p.has_denominator and coalesce(p.denominator, 0) = 0)
group by m.parent, p.quarter, p."window", p.indicator
having count(*) = 2 and count(*) filter (p.safe_mark in ('small-number', 'small-base', 'withheld')) = 1;

update protected
set safe_mark = 'one-of-two'
from source.area m, one_of_two o
where protected.level = 'marac' and m.level = 'marac' and m.code = protected.code and o.force = m.parent and o.quarter = protected.quarter
    and o."window" = protected."window" and o.indicator = protected.indicator
    and not (protected.has_denominator and coalesce(protected.denominator, 0) = 0)
    and protected.safe_mark not in ('small-number', 'small-base', 'withheld', 'public');
