"""The columns of a meeting return, in the order of the template. Data are counts per meeting, never per person."""

from __future__ import annotations

from maracdash.model.indicators import Field

REQUIRED = ("marac", "meeting_date", "cases")
REQUIRED_QUARTERLY = ("marac", "quarter", "entries", "cases")

ROUTES = (
    Field(name="referred_police", title="Referred by police", whole=False, part_of="cases"),
    Field(name="referred_idva", title="Referred by an Idva", whole=False, part_of="cases"),
    Field(
        name="referred_childrens_social_care",
        title="Referred by children's social care",
        whole=False,
        part_of="cases",
    ),
    Field(name="referred_primary_care", title="Referred by primary care", whole=False, part_of="cases"),
    Field(
        name="referred_secondary_care",
        title="Referred by secondary care or an acute trust",
        whole=False,
        part_of="cases",
    ),
    Field(name="referred_education", title="Referred by education", whole=False, part_of="cases"),
    Field(name="referred_housing", title="Referred by housing", whole=False, part_of="cases"),
    Field(name="referred_mental_health", title="Referred by mental health", whole=False, part_of="cases"),
    Field(name="referred_probation", title="Referred by probation", whole=False, part_of="cases"),
    Field(
        name="referred_voluntary_sector",
        title="Referred by the voluntary sector",
        whole=False,
        part_of="cases",
    ),
    Field(name="referred_substance", title="Referred by substance services", whole=False, part_of="cases"),
    Field(name="referred_adult_social_care", title="Referred by adult social care", whole=False, part_of="cases"),
    Field(name="referred_mash", title="Referred by the Mash", whole=False, part_of="cases"),
    Field(name="referred_other", title="Referred by another agency", whole=False, part_of="cases"),
)

ETHNICITIES = (
    Field(name="ethnicity_asian", title="Victims from Asian or Asian British ethnic groups", part_of="cases"),
    Field(name="ethnicity_black", title="Victims from Black or Black British ethnic groups", part_of="cases"),
    Field(name="ethnicity_mixed", title="Victims from mixed or multiple ethnic groups", part_of="cases"),
    Field(name="ethnicity_white", title="Victims from White ethnic groups", part_of="cases"),
    Field(name="ethnicity_other", title="Victims from other ethnic groups", part_of="cases"),
)

FIELDS = (
    Field(
        name="cases",
        title="Cases discussed",
        definition="Victims discussed at the meeting. Repeats count again, so cases are not people.",
    ),
    Field(
        name="repeats",
        title="Repeat cases",
        part_of="cases",
        definition="Cases with any abuse between the same victim and perpetrator(s) within 12 months of the last "
        "referral to Marac.",
    ),
    Field(
        name="children",
        title="Children in the households",
        definition="Children in the households of the cases, repeats included. May be more than the cases.",
    ),
    Field(
        name="cases_with_children",
        title="Cases with children in the household",
        part_of="cases",
        definition="Cases with at least one child in the household.",
    ),
    *ROUTES,
    Field(
        name="minoritised",
        title="Victims from Black, Asian and racially minoritised groups",
        part_of="cases",
        definition="Everyone but White British.",
    ),
    *ETHNICITIES,
    Field(name="lgbtq", title="Victims who are LGBTQ+", part_of="cases"),
    Field(name="disability", title="Victims with a disability", part_of="cases"),
    Field(name="males", title="Victims who are male", part_of="cases"),
    Field(name="victims_16_17", title="Victims aged 16 to 17", part_of="cases"),
    Field(name="victims_65_plus", title="Victims aged 65 or over", part_of="cases"),
    Field(
        name="harming_17_or_below",
        title="People harming others aged 17 or below",
        definition="Perpetrators aged 17 or below in the cases discussed. May be more than the cases.",
    ),
)

FIELD_NAMES = tuple(field.name for field in FIELDS)
ROUTE_NAMES = tuple(field.name for field in ROUTES)
ETHNICITY_NAMES = tuple(field.name for field in ETHNICITIES)
BY_NAME = {field.name: field for field in FIELDS}
