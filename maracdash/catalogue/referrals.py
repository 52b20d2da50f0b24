"""Who refers: the field of each route and its share of cases. A case referred by two agencies counts half to each."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.catalogue.sources import RETURNS
from maracdash.model.fields import Demonstration, Field, FieldGroup, Total
from maracdash.model.indicators import Indicator, Spread, Unit

ROUTES = FieldGroup(
    title="Who referred",
    hint="A case referred by two agencies counts 0.5 to each, so that the referrals come to the cases.",
    total=Total(title="Referrals", noun="referral counts", of="cases", exact=True),
)
GROUPS = (ROUTES,)

HALVES = "A case referred by two agencies counts 0.5 to each, so referral counts are fractional."
FEW_IS_A_QUESTION = (
    "A low share is a question, not a fault: do staff of this agency know the Marac, and are they trained to refer?"
)


def _field(
    name: str,
    who: str,
    demonstration: Demonstration,
    example: tuple[float, float] = (0, 0),
) -> Field:
    return Field(
        name=f"referred_{name}",
        title=f"Referred by {who}",
        group=ROUTES,
        whole=False,
        part_of="cases",
        example=example,
        demonstration=demonstration,
    )


def _route(slug: str, title: str, who: str, *numerator: str) -> Indicator:
    return Indicator(
        slug=slug,
        title=title,
        section="referrals",
        unit=Unit.PERCENT,
        decimals=1,
        noun=f"cases referred by {who}",
        numerator=numerator,
        denominator=("cases",),
        rule=formulas.percentage,
        spread=Spread.PROPORTION,
        definition=f"Share of cases referred by {who}.",
        formula=f"cases referred by {who} ÷ cases",
        source=RETURNS,
        notes=(HALVES,),
        consider=(FEW_IS_A_QUESTION,),
        short=f"Referred by {who}",
    )


POLICE = _field("police", "police", Demonstration(per_case=0.66, spread=0.075), example=(12, 8))
FIELDS = (
    POLICE,
    _field("idva", "an Idva", Demonstration(per_case=0.125), example=(2.5, 2.5)),
    _field("childrens_social_care", "children's social care", Demonstration(per_case=0.029)),
    _field("primary_care", "primary care", Demonstration(per_case=0.024, never=0.12), example=(1.5, 1.5)),
    _field("secondary_care", "secondary care or an acute trust", Demonstration(per_case=0.027)),
    _field("education", "education", Demonstration(per_case=0.002)),
    _field("housing", "housing", Demonstration(per_case=0.019)),
    _field("mental_health", "mental health", Demonstration(per_case=0.015)),
    _field("probation", "probation", Demonstration(per_case=0.025)),
    _field("voluntary_sector", "the voluntary sector", Demonstration(per_case=0.031)),
    _field("substance", "substance services", Demonstration(per_case=0.006)),
    _field("adult_social_care", "adult social care", Demonstration(per_case=0.009)),
    _field("mash", "the Mash", Demonstration(per_case=0.006, never=0.25)),
    _field("other", "another agency", Demonstration(per_case=0.044)),
)

REFERRALS = (
    _route("non-police", "Non police %", "anyone but the police", "cases", "-referred_police"),
    _route("police", "Police %", "the police", "referred_police"),
    _route("idva", "IDVA %", "Idvas", "referred_idva"),
    _route(
        "childrens-social-care",
        "Children's social care %",
        "children's social care",
        "referred_childrens_social_care",
    ),
    _route("primary-care", "Primary care %", "primary care", "referred_primary_care"),
    _route(
        "secondary-care",
        "Secondary care acute trust %",
        "secondary care and acute trusts",
        "referred_secondary_care",
    ),
    _route("education", "Education %", "education", "referred_education"),
    _route("housing", "Housing %", "housing", "referred_housing"),
    _route("mental-health", "Mental health %", "mental health services", "referred_mental_health"),
    _route("probation", "Probation %", "probation", "referred_probation"),
    _route("voluntary-sector", "Voluntary sector %", "the voluntary sector", "referred_voluntary_sector"),
    _route("substance", "Substance %", "substance services", "referred_substance"),
    _route("adult-social-care", "Adult social care %", "adult social care", "referred_adult_social_care"),
    _route("mash", "MASH %", "the Mash", "referred_mash"),
    _route("other", "Other %", "other agencies", "referred_other"),
)
