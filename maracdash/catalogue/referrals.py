"""Who refers: each route's share of cases. A case referred by two agencies counts a half to each."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.catalogue.sources import RETURNS
from maracdash.model.indicators import Indicator, Spread, Unit

HALVES = "A case referred by two agencies counts 0.5 to each, so referral counts are fractional."
FEW_IS_A_QUESTION = (
    "A low share is a question, not a fault: do staff of this agency know the Marac, and are they trained to refer?"
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
