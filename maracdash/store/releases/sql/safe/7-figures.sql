-- A small total has the same mark: that it is small, and does not tell, would say that the parts are at the end of their ranges.
update protected
set safe_mark = 'telling-total'
where ((level, code, quarter, "window", indicator) in (from telling) or level <> 'marac' and origin = 'computed' and safe_mark = 'small-number')
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
