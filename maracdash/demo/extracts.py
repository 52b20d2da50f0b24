"""The fictional country as CSV files in the formats that any region would bring."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np

from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.demo import names
from maracdash.demo.geography import DemoGeography, DemoMarac
from maracdash.demo.meeting_dates import DemoMeetings, Integers
from maracdash.model.quarters import Quarter

AREA_COLUMNS = (
    *("code", "name", "level", "parent", "women_16_plus", "minoritised_share", "meeting_frequency"),
    *("valid_from", "valid_to", "successor"),
)
UK_CODE = "ALD"
CENSUS_BASES = (("Census 2011", Quarter(2011, 1)), ("Census 2021", Quarter(2024, 1)))
ROWS_AT_ONCE = 50_000


def write_areas(land: DemoGeography) -> bytes:
    """Write every area, the largest first. Only Maracs carry a population: larger areas are the sums of theirs."""
    return _encode_csv(AREA_COLUMNS, (*_list_larger_areas(land), *(_marac_row(each, land) for each in land.maracs)))


def write_populations(land: DemoGeography) -> bytes:
    """Write women aged 16 and over of each Marac, one row per census."""
    return _encode_csv(
        ("code", "basis", "from_quarter", "women_16_plus"),
        (
            (each.code, basis, str(start), str(women))
            for each in land.maracs
            for (basis, start), women in zip(CENSUS_BASES, (each.women_before, each.women), strict=True)
        ),
    )


def write_similar_forces(land: DemoGeography) -> bytes:
    """Write the most similar forces, by code."""
    return _encode_csv(("force", "similar_force"), land.similar)


def write_returns(
    land: DemoGeography, meetings: DemoMeetings, counts: dict[str, Integers], without: frozenset[str]
) -> bytes:
    """Write one row a meeting, by Marac and day. Columns that were not collected are left out altogether."""
    fields = [each.name for each in FIELDS if each.name in counts and each.name not in without]
    halved = field_names(ROUTE_FIELDS)
    whole = [str(number) for number in range(1 + max(int(counts[name].max(initial=0)) for name in fields))]
    halves = [f"{number / 2:g}" for number in range(len(whole))]
    codes = [each.code for each in land.maracs]
    lines = [",".join(("marac", "meeting_date", *fields))]
    for start in range(0, len(meetings.maracs), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        columns: list[list[str]] = [
            [codes[place] for place in meetings.maracs[rows].tolist()],
            np.datetime_as_string(meetings.days[rows], unit="D").tolist(),
        ]
        for name in fields:
            written = halves if name in halved else whole
            columns.append([written[number] for number in counts[name][rows].tolist()])
        lines += map(",".join, zip(*columns, strict=True))
    return ("\n".join(lines) + "\n").encode()


def _list_larger_areas(land: DemoGeography) -> Iterable[Sequence[str]]:
    yield UK_CODE, names.UK_NAME, "uk", "", "", "", "", "", "", ""
    for country, name in enumerate(names.COUNTRIES):
        yield f"AC{country + 1}", name, "country", UK_CODE, "", "", "", "", "", ""
    regions = (*names.REGIONS[: land.regions - 1], names.REGIONS[-1])
    for region, name in enumerate(regions):
        parent = f"AC{land.country_of(region) + 1}"
        yield f"AR{region + 1:02}", name, "region", parent, "", "", "", "", "", ""
    for force in land.forces:
        yield force.code, force.name, "force", f"AR{force.region + 1:02}", "", "", "", "", "", ""


def _marac_row(marac: DemoMarac, land: DemoGeography) -> Sequence[str]:
    return (
        marac.code,
        marac.name,
        "marac",
        land.forces[marac.force].code,
        str(marac.women),
        str(marac.minoritised_share),
        marac.frequency,
        marac.valid_from.isoformat() if marac.valid_from else "",
        marac.valid_to.isoformat() if marac.valid_to else "",
        land.maracs[-1].code if marac.valid_to else "",
    )


def _encode_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
