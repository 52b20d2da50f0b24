"""Performance: the fields of cases and children, and the counts and rates made of them."""

from __future__ import annotations

from maracdash.catalogue import formulas, measures
from maracdash.catalogue.sources import CENSUS_SOURCE, PLANNING_SOURCE, RETURNS_SOURCE
from maracdash.model.fields import Demonstration, FieldGroup, ReturnField
from maracdash.model.indicators import Indicator, IntervalMethod, Unit

POPULATION_BREAK = (
    "In the national method the population changes from Census 2011 to Census 2021 with the year to March 2024, so "
    "published figures before and after 2024-Q1 are not comparable; those worked out here are of the populations that "
    "were sent."
)
PLANNING_LEVEL = "40 cases per 10,000 women is a planning level, not a target."
MORE_IS_NOT_WORSE = "More cases may mean more abuse, or better identification. Read it with the referral routes."

CASES_AND_CHILDREN = FieldGroup(title="Cases and children")
GROUPS = (CASES_AND_CHILDREN,)

CASES = ReturnField(
    name="cases",
    title="Cases discussed",
    group=CASES_AND_CHILDREN,
    definition="Victims discussed at the meeting. Repeats count again, so cases are not people.",
    required=True,
    example=(16, 12),
)
CHILDREN = ReturnField(
    name="children",
    title="Children in the households",
    group=CASES_AND_CHILDREN,
    definition="Children in the households of the cases, repeats included. May be more than the cases.",
    example=(20, 20),
    demonstration=Demonstration(per_case=1.26, variation=0.12),
)
CASES_WITH_CHILDREN = ReturnField(
    name="cases_with_children",
    title="Cases with children in the household",
    group=CASES_AND_CHILDREN,
    definition="Cases with at least one child in the household.",
    part_of=CASES.name,
    example=(9, 9),
    demonstration=Demonstration(per_case=0.27, variation=0.25),
)
FIELDS = (
    CASES,
    ReturnField(
        name="repeats",
        title="Repeat cases",
        group=CASES_AND_CHILDREN,
        definition="Cases with any abuse between the same victim and perpetrator(s) within 12 months of the last "
        "referral to Marac.",
        part_of=CASES.name,
        example=(4, 4),
        demonstration=Demonstration(per_case=0.315, variation=0.18),
    ),
    CHILDREN,
    CASES_WITH_CHILDREN,
)

PERFORMANCE = (
    Indicator(
        slug="police-forces",
        title="Number of police forces",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        noun="police forces",
        numerator=(measures.FORCES,),
        rule=formulas.total,
        definition="Police forces with at least one Marac that has data for the whole period.",
        formula="count of forces with data",
        source=RETURNS_SOURCE,
        considerations=("A force counts as soon as one of its Maracs has data: read it with the number of Maracs.",),
    ),
    Indicator(
        slug="maracs",
        title="Number of Maracs",
        portal_title="Number of maracs",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        noun="Maracs",
        numerator=(measures.MARACS,),
        rule=formulas.total,
        definition="Maracs with data for the whole period, each quarter returned or filled once.",
        formula="count of Maracs with data",
        source=RETURNS_SOURCE,
        considerations=("Totals of a larger area move when Maracs join, merge, or miss returns.",),
    ),
    Indicator(
        slug="entries",
        title="Number of entries",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        noun="meeting records",
        numerator=(measures.ENTRIES,),
        rule=formulas.total,
        definition="Meeting records: one for each meeting date of each Marac.",
        formula="count of meeting records",
        source=RETURNS_SOURCE,
        considerations=("Meeting frequency differs a lot between Maracs, from daily to monthly.",),
    ),
    Indicator(
        slug="cases",
        title="Number of cases discussed",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        numerator=("cases",),
        rule=formulas.total,
        interval_method=IntervalMethod.COUNT,
        definition="Victims discussed at Marac meetings. A victim discussed again counts again, so cases are not "
        "people.",
        formula="sum of cases",
        source=RETURNS_SOURCE,
        considerations=(MORE_IS_NOT_WORSE,),
        short_title="Cases discussed",
    ),
    Indicator(
        slug="recommended-cases",
        title="Recommended number of cases",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        numerator=(measures.WOMEN_16_PLUS,),
        rule=formulas.recommended_cases,
        annual=True,
        definition="The number of cases a Marac serving this population would plan for.",
        formula="40 × round(women aged 16 and over ÷ 10,000), on the area's total",
        source=PLANNING_SOURCE,
        notes=(
            POPULATION_BREAK,
            "The rounding rule reproduces every figure of the published table that it was tried on.",
        ),
        considerations=(PLANNING_LEVEL,),
    ),
    Indicator(
        slug="children",
        title="Children in household (includes repeats)",
        section="performance",
        unit=Unit.COUNT,
        decimals=0,
        noun="children",
        numerator=("children",),
        rule=formulas.total,
        interval_method=IntervalMethod.COUNT,
        definition="Children in the households of the cases discussed. Children of repeat cases count again.",
        formula="sum of children",
        source=RETURNS_SOURCE,
        considerations=(
            "Children of repeat cases count again: it is not a number of different children.",
            "Are children asked about and recorded for every case, also where they live elsewhere?",
        ),
        short_title="Children in households",
    ),
    Indicator(
        slug="cases-per-10k",
        title="Cases per 10,000 women",
        portal_title="Cases per 10,000 adult female population",
        section="performance",
        unit=Unit.RATE,
        decimals=0,
        numerator=("cases",),
        denominator=(measures.WOMEN_16_PLUS,),
        rule=formulas.per_10k,
        interval_method=IntervalMethod.RATE,
        definition="Cases discussed for every 10,000 women aged 16 and over who live in the area.",
        formula="cases ÷ women aged 16 and over × 10,000",
        source=f"{RETURNS_SOURCE}; {CENSUS_SOURCE}",
        notes=(POPULATION_BREAK,),
        considerations=(MORE_IS_NOT_WORSE, PLANNING_LEVEL),
    ),
    Indicator(
        slug="cases-change",
        title="Year on year change in number of cases",
        section="performance",
        unit=Unit.PERCENT,
        decimals=1,
        numerator=("cases",),
        denominator=(measures.CASES_YEAR_BEFORE,),
        rule=formulas.change,
        interval_method=IntervalMethod.CHANGE,
        definition="Change in cases on the same months one year earlier, over the Maracs that have both years.",
        formula="cases this year ÷ cases last year − 1, like for like",
        source=RETURNS_SOURCE,
        notes=("Only Maracs with data in both years count, on both sides.",),
        considerations=(MORE_IS_NOT_WORSE, "Small numbers swing: look at the trend before acting on one year."),
        short_title="Change on last year",
    ),
    Indicator(
        slug="repeat-rate",
        title="Repeat rate",
        section="performance",
        unit=Unit.PERCENT,
        decimals=1,
        noun="repeat cases",
        numerator=("repeats",),
        denominator=("cases",),
        rule=formulas.percentage,
        interval_method=IntervalMethod.PROPORTION,
        definition="Share of cases with any abuse between the same victim and perpetrator(s) within 12 months of "
        "the last referral to Marac.",
        formula="repeat cases ÷ cases",
        source=RETURNS_SOURCE,
        considerations=("A low rate may mean that repeats are not recognised or not referred.",),
    ),
    Indicator(
        slug="cases-with-children",
        title="Cases with children in the household %",
        section="performance",
        unit=Unit.PERCENT,
        decimals=1,
        noun="cases with children",
        numerator=("cases_with_children",),
        denominator=("cases",),
        rule=formulas.percentage,
        interval_method=IntervalMethod.PROPORTION,
        definition="Share of cases with at least one child in the household.",
        formula="cases with any child ÷ cases",
        source=RETURNS_SOURCE,
        notes=(
            (
                "Known to be under-reported: a Marac in the published table with 799 children in its households shows "
                "0.0%. Read it with the number of children."
            ),
        ),
        considerations=("A low share beside many children points to recording. Read it with children's social care.",),
        short_title="Cases with children",
        zero_contradicted_by="children",
    ),
)
