"""Demographic indicators: each characteristic's share of cases, and the local population beside it."""

from __future__ import annotations

from maracdash.catalogue import formulas, measures
from maracdash.catalogue.sources import CENSUS_SOURCE, RETURNS_SOURCE
from maracdash.model.fields import Demonstration, FieldGroup, ReturnField, Total
from maracdash.model.indicators import Indicator, IntervalMethod, Unit

ETHNICITY_FIELDS = FieldGroup(
    title="Ethnic groups of victims",
    total=Total(title="Ethnic groups", noun="ethnic groups", of="cases", is_exact=False),
)
VICTIMS = FieldGroup(title="Victims and people harming")
GROUPS = (ETHNICITY_FIELDS, VICTIMS)

OVERLAPPING_GROUPS = (
    "Black, Asian and racially minoritised is everyone but White British, so White victims who are not British count "
    "both there and in White ethnic groups: the two may sum to more than 100%. The five ethnic groups do not overlap; "
    "what they leave of 100% is not recorded."
)
UNDER_RECORDED = "Depends on the characteristic being asked and recorded: a low share may be a gap in recording."


def _ethnicity(name: str, which: str, of_minoritised: float, example: tuple[float, float] = (1, 1)) -> ReturnField:
    """`of_minoritised` is the group's share of the victims who are not White British."""
    return ReturnField(
        name=f"ethnicity_{name}",
        title=f"Victims from {which} ethnic groups",
        group=ETHNICITY_FIELDS,
        part_of="cases",
        example=example,
        demonstration=Demonstration(per_case=of_minoritised),
    )


def _victims(name: str, who: str, demonstration: Demonstration) -> ReturnField:
    return ReturnField(name=name, title=f"Victims {who}", group=VICTIMS, part_of="cases", demonstration=demonstration)


def _share_indicator(slug: str, title: str, who: str, field: str, notes: tuple[str, ...] = ()) -> Indicator:
    return Indicator(
        slug=slug,
        title=title,
        section="demographics",
        unit=Unit.PERCENT,
        decimals=1,
        noun=who,
        numerator=(field,),
        denominator=("cases",),
        rule=formulas.percentage,
        interval_method=IntervalMethod.PROPORTION,
        definition=f"Share of cases: {who}.",
        formula=f"{who} ÷ cases",
        source=RETURNS_SOURCE,
        considerations=(UNDER_RECORDED,),
        notes=notes,
    )


def _count_indicator(slug: str, title: str, who: str, field: str) -> Indicator:
    return Indicator(
        slug=slug,
        title=title,
        section="demographics",
        unit=Unit.COUNT,
        decimals=0,
        noun=who,
        numerator=(field,),
        rule=formulas.total,
        interval_method=IntervalMethod.COUNT,
        definition=f"Number of {who}.",
        formula=f"sum of {who}",
        source=RETURNS_SOURCE,
        considerations=(UNDER_RECORDED,),
    )


MINORITISED = ReturnField(
    name="minoritised",
    title="Victims from Black, Asian and racially minoritised groups",
    group=VICTIMS,
    definition="Everyone but White British.",
    part_of="cases",
    example=(5, 5),
)
WHITE = _ethnicity("white", "White", 0.46, example=(6, 6))
FIELDS = (
    MINORITISED,
    _ethnicity("asian", "Asian or Asian British", 0.19),
    _ethnicity("black", "Black or Black British", 0.15),
    _ethnicity("mixed", "mixed or multiple", 0.10),
    WHITE,
    _ethnicity("other", "other", 0.10),
    _victims("lgbtq", "who are LGBTQ+", Demonstration(per_case=0.017, variation=0.4, collected_by_all=False)),
    _victims("disability", "with a disability", Demonstration(per_case=0.094, variation=0.5)),
    _victims("males", "who are male", Demonstration(per_case=0.064, variation=0.25)),
    _victims("victims_16_17", "aged 16 to 17", Demonstration(per_case=0.013)),
    _victims("victims_65_plus", "aged 65 or over", Demonstration(per_case=0.011, apart_from="victims_16_17")),
    ReturnField(
        name="harming_17_or_below",
        title="People harming others aged 17 or below",
        group=VICTIMS,
        definition="Perpetrators aged 17 or below in the cases discussed. May be more than the cases.",
        demonstration=Demonstration(per_case=0.0105, variation=0.4, collected_by_all=False),
    ),
)

DEMOGRAPHICS = (
    Indicator(
        slug="minoritised-population",
        title="Local Black, Asian and racially minoritised population",
        section="demographics",
        unit=Unit.PERCENT,
        decimals=1,
        noun="residents",
        numerator=(measures.MINORITISED_POPULATION,),
        denominator=(measures.WOMEN_16_PLUS,),
        rule=formulas.percentage,
        definition="Share of the local population that is not White British, pooled over the Maracs of the area.",
        formula="population not White British ÷ population, weighted by women aged 16 and over",
        source=CENSUS_SOURCE,
        considerations=(
            "Populations change between censuses, and differ within the area: what do local partners see?",
            "It is everyone's share, women and men, while most victims discussed are women.",
        ),
    ),
    _share_indicator(
        "minoritised-cases",
        "Black, Asian and racially minoritised cases",
        "victims who are not White British",
        "minoritised",
        notes=(OVERLAPPING_GROUPS,),
    ),
    _share_indicator("lgbtq", "LGBTQ+", "victims who are LGBTQ+", "lgbtq"),
    _share_indicator("disability", "Disability", "victims with a disability", "disability"),
    _share_indicator("males", "Males", "victims who are male", "males"),
    _count_indicator("victims-16-17", "Victims aged 16 - 17", "victims aged 16 to 17", "victims_16_17"),
    _share_indicator("victims-16-17-share", "Victims aged 16 - 17 %", "victims aged 16 to 17", "victims_16_17"),
    _count_indicator(
        "harming-17-or-below",
        "No. harming others aged 17 or below",
        "people harming others aged 17 or below",
        "harming_17_or_below",
    ),
    _share_indicator("victims-65-plus", "Victims aged 65+ years %", "victims aged 65 or over", "victims_65_plus"),
    _share_indicator(
        "victims-asian",
        "Victims from Asian or Asian British ethnic groups %",
        "victims from Asian or Asian British ethnic groups",
        "ethnicity_asian",
    ),
    _share_indicator(
        "victims-black",
        "Victims from Black, Black British, Caribbean or African ethnic groups %",
        "victims from Black, Black British, Caribbean or African ethnic groups",
        "ethnicity_black",
    ),
    _share_indicator(
        "victims-mixed",
        "Victims from mixed or multiple ethnic groups %",
        "victims from mixed or multiple ethnic groups",
        "ethnicity_mixed",
    ),
    _share_indicator(
        "victims-white",
        "Victims from White ethnic groups %",
        "victims from White ethnic groups",
        "ethnicity_white",
        notes=(OVERLAPPING_GROUPS,),
    ),
    _share_indicator(
        "victims-other-ethnicity",
        "Victims from other ethnic groups %",
        "victims from other ethnic groups",
        "ethnicity_other",
    ),
)
