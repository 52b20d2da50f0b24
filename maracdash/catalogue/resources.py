"""Resource recommendations: posts for the cases discussed and for those that are recommended."""

from __future__ import annotations

from maracdash.catalogue import formulas, measures
from maracdash.catalogue.performance import PLANNING_LEVEL, POPULATION_BREAK
from maracdash.catalogue.sources import PLANNING_SOURCE
from maracdash.model.indicators import Indicator, Unit

RESOURCE_RECOMMENDATIONS = (
    Indicator(
        slug="idva-current",
        title="Recommended Idvas for current cases",
        portal_title="Recommended IDVA for current cases",
        section="resources",
        unit=Unit.POSTS,
        decimals=1,
        noun="full-time Idvas",
        numerator=("cases",),
        rule=formulas.idva_posts,
        annual=True,
        definition="Full-time Idva posts for the cases discussed now.",
        formula="cases ÷ 100, rounded up to half a post, on the area's total",
        source=PLANNING_SOURCE,
        considerations=("A planning guide: it says nothing of the Idvas in post.",),
    ),
    Indicator(
        slug="idva-recommended",
        title="Recommended Idvas for recommended cases",
        portal_title="Recommended IDVA for recommended cases",
        section="resources",
        unit=Unit.POSTS,
        decimals=1,
        noun="full-time Idvas",
        numerator=(measures.WOMEN_16_PLUS,),
        rule=formulas.idva_posts_recommended,
        annual=True,
        definition="Full-time Idva posts for the recommended number of cases.",
        formula="recommended cases ÷ 100, rounded up to half a post, on the area's total",
        source=PLANNING_SOURCE,
        notes=(POPULATION_BREAK,),
        considerations=(PLANNING_LEVEL,),
    ),
    Indicator(
        slug="admin-current",
        title="Recommended admin for current cases",
        section="resources",
        unit=Unit.POSTS,
        decimals=1,
        noun="full-time administrators",
        numerator=("cases",),
        rule=formulas.admin_posts,
        annual=True,
        definition="Full-time administrator posts for the cases discussed now.",
        formula="cases ÷ 400, rounded up to a fifth of a post, on the area's total",
        source=PLANNING_SOURCE,
        considerations=("A planning guide: it says nothing of the administrators in post.",),
    ),
    Indicator(
        slug="admin-recommended",
        title="Recommended admin for recommended cases",
        section="resources",
        unit=Unit.POSTS,
        decimals=1,
        noun="full-time administrators",
        numerator=(measures.WOMEN_16_PLUS,),
        rule=formulas.admin_posts_recommended,
        annual=True,
        definition="Full-time administrator posts for the recommended number of cases.",
        formula="recommended cases ÷ 400, rounded up to a fifth of a post, on the area's total",
        source=PLANNING_SOURCE,
        notes=(POPULATION_BREAK,),
        considerations=(PLANNING_LEVEL,),
    ),
)
