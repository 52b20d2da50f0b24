"""The dashboards: to add one is to add an entry here."""

from __future__ import annotations

from maracdash.catalogue import HEADLINE_SLUGS, section_indicators
from maracdash.catalogue.characteristics import REPRESENTED_CHARACTERISTICS
from maracdash.model.dashboards import Block, BlockKind, Dashboard
from maracdash.model.errors import NotFoundError

ROUTE_SLUGS = tuple(each.slug for each in section_indicators("referrals") if each.slug not in ("non-police", "police"))
ROUTE_SHARES = ("police", *ROUTE_SLUGS)
HEALTH_ROUTES = ("primary-care", "secondary-care", "mental-health", "substance")
ALL_HEALTH = ("health", *HEALTH_ROUTES)

POSTS_RULE = (
    "One full-time Idva to 100 cases, rounded up to a half post; one full-time administrator to 400 cases, rounded up "
    "to a fifth of a post."
)
PLANNING_RULE = (
    f"{POSTS_RULE} Recommended cases are 40 for every 10,000 women aged 16 and over, the women rounded to the nearest "
    "10,000: a planning level and no target."
)

OVERVIEW = Dashboard(
    slug="overview",
    title="Overview",
    question="How many cases do we hear, and how do we compare?",
    blocks=(
        Block(
            kind=BlockKind.CARDS,
            title="Headlines",
            text="Five figures for the 12 months, each beside larger areas.",
            indicators=HEADLINE_SLUGS,
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Beside others",
            text="All that are held here; the force and the most similar force group have colours of their own.",
            indicators=HEADLINE_SLUGS,
        ),
    ),
)

REFERRAL_ROUTES = Dashboard(
    slug="referral-routes",
    title="Referral routes",
    question="Who refers, and who does not?",
    blocks=(
        Block(
            kind=BlockKind.SHARES,
            title="Each route's share of cases",
            text="All routes together make 100%. A case referred by two agencies counts a half to each.",
            indicators=ROUTE_SHARES,
        ),
        Block(
            kind=BlockKind.ABSENT_ROUTES,
            title="Routes that are absent here",
            text="Routes by which nobody was referred here, though Maracs of the force or of similar forces have some.",
            indicators=ROUTE_SLUGS,
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Police and everyone else",
            text="The police share and the share of all others sum to 100%.",
            indicators=("police", "non-police"),
        ),
        Block(
            kind=BlockKind.TABLE,
            title="Every route, compared",
            text="Higher and lower are said only where chance alone is an unlikely reason; the last row sums four.",
            indicators=(*ROUTE_SHARES, "health"),
        ),
    ),
)

HEALTH_REFERRALS = Dashboard(
    slug="health-referrals",
    title="Health referrals",
    question="Do health services refer, and where is training needed?",
    blocks=(
        Block(
            kind=BlockKind.CARDS,
            title="Health services together, and four routes",
            text="Share of cases in the 12 months, each beside larger areas.",
            indicators=ALL_HEALTH,
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Beside others",
            text="A low share is a question: do staff know the Marac, and are they trained to refer?",
            indicators=ALL_HEALTH,
        ),
        Block(
            kind=BlockKind.TREND,
            title="Through time",
            text="Does a change follow training or a new worker in a hospital or a surgery?",
            indicators=ALL_HEALTH,
        ),
        Block(
            kind=BlockKind.ABSENT_ROUTES,
            title="Health routes that are absent here",
            text="Routes by which nobody was referred here, though Maracs of the force or of similar forces have some.",
            indicators=HEALTH_ROUTES,
        ),
    ),
)

CHILDREN = Dashboard(
    slug="children",
    title="Children",
    question="How many children live with the abuse that we hear of, and who tells us?",
    blocks=(
        Block(
            kind=BlockKind.CARDS,
            title="Children in the households",
            text="Cases with children are known to be under-reported: read the share with the number of children.",
            indicators=("children", "cases-with-children", "childrens-social-care", "education"),
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Beside others",
            text="Shares and referral routes about children, for all that are held here.",
            indicators=("cases-with-children", "childrens-social-care", "education"),
        ),
        Block(
            kind=BlockKind.TREND,
            title="Through time",
            text="Rolling 12 months to each quarter.",
            indicators=("children", "cases-with-children"),
        ),
        Block(
            kind=BlockKind.TABLE,
            title="Young people themselves",
            text="Victims aged 16 to 17, and people aged 17 or below who harm others.",
            indicators=("victims-16-17", "victims-16-17-share", "harming-17-or-below"),
        ),
    ),
)

REPEAT_CASES = Dashboard(
    slug="repeat-cases",
    title="Repeat cases",
    question="Are repeats recognised and brought back?",
    blocks=(
        Block(
            kind=BlockKind.CARDS,
            title="Repeat cases",
            text="A low rate may mean less repeated abuse, or repeats that are not recognised or not referred.",
            indicators=("repeat-rate", "cases", "cases-change"),
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Beside others",
            text="All that are held here; the force and the most similar force group have colours of their own.",
            indicators=("repeat-rate",),
        ),
        Block(
            kind=BlockKind.TREND,
            title="Through time",
            text="Rolling 12 months to each quarter.",
            indicators=("repeat-rate", "cases"),
        ),
    ),
)

REACHING_EVERYONE = Dashboard(
    slug="reaching-everyone",
    title="Reaching everyone",
    question="Do the people we hear of resemble the people who live here?",
    blocks=(
        Block(
            kind=BlockKind.REPRESENTATION,
            title="Share of cases beside share of the population",
            text="A ratio of 1 means that both shares are the same. A low share may be a gap in recording. Minoritised "
            "means everyone but White British, so it is more than the sum of the groups beside White.",
            indicators=tuple(dict.fromkeys(slug for pair in REPRESENTED_CHARACTERISTICS for slug in pair if slug)),
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Beside others",
            text="Populations differ between areas, so a different share is a question and not an answer.",
            indicators=("minoritised-cases", "lgbtq", "disability", "males", "victims-65-plus"),
        ),
        Block(
            kind=BlockKind.TREND,
            title="Through time",
            text="Rolling 12 months to each quarter.",
            indicators=("minoritised-cases", "disability"),
        ),
    ),
)

CAPACITY = Dashboard(
    slug="capacity",
    title="Capacity",
    question="Have we the meetings and the staff for the cases that we hear?",
    blocks=(
        Block(
            kind=BlockKind.TABLE,
            title="Cases and posts",
            text=PLANNING_RULE,
            indicators=(
                "cases",
                "recommended-cases",
                "idva-current",
                "idva-recommended",
                "admin-current",
                "admin-recommended",
            ),
        ),
        Block(
            kind=BlockKind.WHAT_IF,
            title="What if cases rose or fell?",
            text=f"Posts by the same rules for more or fewer cases. {POSTS_RULE}",
            indicators=("cases", "idva-current", "admin-current"),
        ),
        Block(
            kind=BlockKind.MEETINGS,
            title="Meetings",
            text="How often Maracs meet differs a lot, from daily to monthly.",
            indicators=("entries", "cases-per-meeting"),
        ),
        Block(
            kind=BlockKind.COMPARE,
            title="Cases per meeting beside others",
            text="Long lists leave little time for each victim; daily meetings are short by design.",
            indicators=("cases-per-meeting",),
        ),
        Block(
            kind=BlockKind.TREND,
            title="Through time",
            text="Rolling 12 months to each quarter.",
            indicators=("cases", "entries", "cases-per-meeting"),
        ),
    ),
)

DASHBOARDS: list[Dashboard] = [
    OVERVIEW,
    REFERRAL_ROUTES,
    HEALTH_REFERRALS,
    CHILDREN,
    REPEAT_CASES,
    REACHING_EVERYONE,
    CAPACITY,
]


def dashboard(slug: str) -> Dashboard:
    """The dashboard with this slug. Raises NotFoundError."""
    for each in DASHBOARDS:
        if each.slug == slug:
            return each
    raise NotFoundError(f"There is no dashboard called “{slug[:60]}”.")
