"""Referral indicators: each route's share of cases. A case referred by two agencies counts a half to each."""

from __future__ import annotations

from dataclasses import replace

from maracdash.catalogue import formulas
from maracdash.catalogue.sources import RETURNS_SOURCE
from maracdash.model.fields import Demonstration, FieldGroup, ReturnField, Total
from maracdash.model.indicators import Indicator, IntervalMethod, Unit

ROUTE_FIELDS = FieldGroup(
    title="Who referred",
    hint="A case referred by two agencies counts 0.5 to each, so that the referrals come to the cases.",
    total=Total(title="Referrals", noun="referral counts", of="cases", is_exact=True),
)
GROUPS = (ROUTE_FIELDS,)

SHARED_REFERRAL_NOTE = "A case referred by two agencies counts 0.5 to each, so referral counts are fractional."
LOW_SHARE_NOTE = (
    "A low share is a question, not a fault: do staff of this agency know the Marac, and are they trained to refer?"
)


def _field(
    name: str,
    who: str,
    demonstration: Demonstration,
    example: tuple[float, float] = (0, 0),
) -> ReturnField:
    return ReturnField(
        name=f"referred_{name}",
        title=f"Referred by {who}",
        group=ROUTE_FIELDS,
        whole=False,
        part_of="cases",
        example=example,
        demonstration=demonstration,
    )


def _route_indicator(slug: str, title: str, who: str, *numerator: str) -> Indicator:
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
        interval_method=IntervalMethod.PROPORTION,
        definition=f"Share of cases referred by {who}.",
        formula=f"cases referred by {who} ÷ cases",
        source=RETURNS_SOURCE,
        notes=(SHARED_REFERRAL_NOTE,),
        considerations=(LOW_SHARE_NOTE,),
        short_title=f"Referred by {who}",
    )


POLICE = _field("police", "police", Demonstration(per_case=0.66, variation=0.075), example=(12, 8))
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
    _route_indicator("non-police", "Non police %", "anyone but the police", "cases", "-referred_police"),
    _route_indicator("police", "Police %", "the police", "referred_police"),
    replace(_route_indicator("idva", "Idva %", "Idvas", "referred_idva"), portal_title="IDVA %"),
    _route_indicator(
        "childrens-social-care",
        "Children's social care %",
        "children's social care",
        "referred_childrens_social_care",
    ),
    _route_indicator("primary-care", "Primary care %", "primary care", "referred_primary_care"),
    _route_indicator(
        "secondary-care",
        "Secondary care acute trust %",
        "secondary care and acute trusts",
        "referred_secondary_care",
    ),
    _route_indicator("education", "Education %", "education", "referred_education"),
    _route_indicator("housing", "Housing %", "housing", "referred_housing"),
    _route_indicator("mental-health", "Mental health %", "mental health services", "referred_mental_health"),
    _route_indicator("probation", "Probation %", "probation", "referred_probation"),
    _route_indicator("voluntary-sector", "Voluntary sector %", "the voluntary sector", "referred_voluntary_sector"),
    _route_indicator("substance", "Substance %", "substance services", "referred_substance"),
    _route_indicator("adult-social-care", "Adult social care %", "adult social care", "referred_adult_social_care"),
    replace(_route_indicator("mash", "Mash %", "the Mash", "referred_mash"), portal_title="MASH %"),
    _route_indicator("other", "Other %", "other agencies", "referred_other"),
)
