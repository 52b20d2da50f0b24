"""Features that the peer finder compares areas by.

They say how much there is to do and for whom, which a Marac is given: what it does with its cases (who refers beside
the police, how many come back) is left out, since that is what its peers are to be compared in. The two that lie
between, the police's share and the cases of a meeting, are there as they shape the work, and can be given no weight.
"""

from __future__ import annotations

from maracdash.model.peer_finder import PeerFeature

PEER_FEATURES: tuple[PeerFeature, ...] = (
    PeerFeature(
        name="size",
        title="Cases in 12 months",
        indicator="cases",
        why="How much a Marac has to do. Compared by its ratio: 200 is to 100 as 800 to 400.",
        weight=2,
        size=True,
        echoes=("cases", "idva-current", "admin-current"),
    ),
    PeerFeature(
        name="rate",
        title="Cases per 10,000 women",
        indicator="cases-per-10k",
        why="How much of what happens there reaches the Marac.",
        echoes=("cases-per-10k",),
    ),
    PeerFeature(
        name="population",
        title="Women aged 16 and over",
        indicator="recommended-cases",
        why="How many people the Marac is there for. Compared by its ratio.",
        size=True,
        of_people=True,
        echoes=("recommended-cases", "idva-recommended", "admin-recommended"),
    ),
    PeerFeature(
        name="minoritised",
        title="Local Black, Asian and racially minoritised population",
        indicator="minoritised-population",
        why="Whom the place is home to, by the census, and not whom the Marac hears of.",
        echoes=("minoritised-population",),
    ),
    PeerFeature(
        name="children",
        title="Cases with children in the household",
        indicator="cases-with-children",
        why="Families bring other agencies to the table.",
        echoes=("cases-with-children",),
    ),
    PeerFeature(
        name="police",
        title="Referred by the police",
        indicator="police",
        why="Who brings the cases shapes what the meeting hears.",
        echoes=("police", "non-police"),
    ),
    PeerFeature(
        name="meeting",
        title="Cases per meeting",
        indicator="cases-per-meeting",
        why="How full a meeting is.",
        weight=0,
        echoes=("cases-per-meeting",),
    ),
    PeerFeature(
        name="older",
        title="Victims aged 65 and over",
        indicator="victims-65-plus",
        why="Older victims need other services. Small numbers swing, so it counts for nothing unless you say so.",
        weight=0,
        echoes=("victims-65-plus",),
    ),
)
"""Size counts twice: unlike sizes are what people object to first."""
