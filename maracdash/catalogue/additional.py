"""Additional indicators, beyond those of the portal, and the fields that only they are made of."""

from __future__ import annotations

from maracdash.catalogue import formulas, measures
from maracdash.catalogue.referrals import SHARED_REFERRAL_NOTE
from maracdash.catalogue.sources import RETURNS_SOURCE
from maracdash.model.fields import ReturnField
from maracdash.model.indicators import Indicator, IntervalMethod, Unit

HEALTH_FIELDS = ("referred_primary_care", "referred_secondary_care", "referred_mental_health", "referred_substance")
"""Those of the dashboard of health referrals."""
FIELDS: tuple[ReturnField, ...] = ()
ADDITIONAL = (
    Indicator(
        slug="health",
        title="All health services %",
        section="ours",
        unit=Unit.PERCENT,
        decimals=1,
        noun="cases referred by health services",
        numerator=HEALTH_FIELDS,
        denominator=("cases",),
        rule=formulas.percentage,
        interval_method=IntervalMethod.PROPORTION,
        definition="Share of cases referred by primary care, secondary care and acute trusts, mental health services "
        "or substance services.",
        formula="(cases referred by primary care + secondary care + mental health + substance services) ÷ cases",
        source=RETURNS_SOURCE,
        notes=(SHARED_REFERRAL_NOTE, "Of Maracs that sent all four routes."),
        considerations=(
            "A low share is a question, not a fault: do staff in health know the Marac, and are they trained to refer?",
        ),
        short_title="Referred by health services",
    ),
    Indicator(
        slug="cases-per-meeting",
        title="Cases per meeting",
        section="ours",
        unit=Unit.AVERAGE,
        decimals=1,
        numerator=("cases",),
        denominator=(measures.ENTRIES,),
        rule=formulas.average,
        definition="Cases discussed at an average meeting.",
        formula="cases ÷ meeting records",
        source=RETURNS_SOURCE,
        considerations=("Long lists leave little time for each victim; daily meetings are short by design.",),
    ),
    Indicator(
        slug="cases-change-all",
        title="Year on year change in number of cases, all Maracs of each year",
        section="ours",
        unit=Unit.PERCENT,
        decimals=1,
        numerator=(measures.ALL_CASES,),
        denominator=(measures.ALL_CASES_YEAR_BEFORE,),
        rule=formulas.change,
        definition="Change in cases on the same months one year earlier, whichever Maracs had data in each year.",
        formula="all cases this year ÷ all cases last year − 1, not like for like",
        source=RETURNS_SOURCE,
        notes=("Not like for like: Maracs that joined, left or missed returns move it.",),
        considerations=("Prefer the like-for-like change; this one says how the printed totals moved.",),
        short_title="Change on last year, all Maracs",
    ),
)
