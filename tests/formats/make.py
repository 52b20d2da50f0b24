"""Make the data folder of a new format and write down its figures: `python -m tests.formats.make 3`."""

from __future__ import annotations

import csv
import gzip
import io
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import POLICE, ROUTE_FIELDS
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.areas import list_quarters
from maracdash.queries.tables import build_tidy_table
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests
from tests.formats import FORMATS

HEADER = (
    *("level", "code", "quarter", "window", "indicator"),
    *("number", "numerator", "denominator", "status", "origin", "expected", "returned", "proxied"),
)
KEY = 5
"""The columns of HEADER that name a cell."""
Cells = dict[tuple[str, ...], tuple[str, ...]]
Row = dict[str, str]
AREAS = """code,name,level,parent,women_16_plus,minoritised_share,meeting_frequency,valid_from,valid_to,successor
U1,Albany,uk,,,,,,,
C1,Angle,country,U1,,,,,,
R1,Midmarch,region,C1,,,,,,
F1,Northmere,force,R1,,,,,,
F2,Eastmere,force,R1,,,,,,
M1,Ashfell,marac,F1,,22.4%,weekly,2015-01-01,,
M2,Birchfell,marac,F1,,0.105,fortnightly,,,
M3,"Carr, Upper",marac,F2,,0.05,,,,
M4,Dunfell,marac,F2,,,,,2023-09-30,M3
"""
POPULATIONS = """code,basis,from_quarter,women_16_plus
M1,Census 2011,,51234
M1,Census 2021,2024-Q1,54321
M2,Census 2011,,40000
M3,Census 2011,,61000
M4,Census 2011,,9000
"""
SIMILAR = "force,similar_force\nF1,F2\n"
PUBLISHED = """level,area_code,quarter,indicator,value
force,F2,2023-Q4,repeat-rate,31.5%
force,F2,2023-Q4,cases,210
group,F1,2023-Q4,maracs,40
group,F1,2023-Q4,cases,8000
group,F1,2023-Q4,cases-per-10k,41
uk,U1,2021-Q4,cases,"117,359"
uk,U1,2021-Q4,cases-per-10k,-
marac,M4,2024-Q1,police,64.2%
"""
FIRST = Quarter(2022, 1)
NAMES = tuple(each.name for each in FIELDS)
CORRECTED = ("cases", "repeats", "children", "disability", "lgbtq")
DRAWN = random.Random(20241128)


def figures(db: ReleaseConnection) -> Cells:
    """Every figure that a release shows, by level, code, quarter, window and indicator, as text."""
    found = {}
    for quarter in list_quarters(db):
        for window in Window:
            for cell in build_tidy_table(db, quarter, window).cells:
                value, coverage = cell.value, cell.value.coverage
                numbers = (value.number, value.numerator, value.denominator)
                texts = ("" if each is None else f"{each:.10g}" for each in numbers)
                kind = (str(value.status), str(value.origin))
                counted = map(str, (coverage.expected, coverage.returned, coverage.proxied))
                key = (str(cell.area.level), cell.area.code, str(quarter), str(window), cell.indicator.slug)
                found[key] = (*texts, *kind, *counted)
    return found


def read_figures(number: str) -> Cells:
    """The figures of a folder as its own program showed them."""
    with gzip.open(FORMATS / number / "figures.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return {tuple(row[:KEY]): tuple(row[KEY:]) for row in list(csv.reader(lines))[1:]}


def make(number: str) -> None:
    """Fill a folder through the front door, with one of everything, and keep what cannot be built again."""
    place = FORMATS / number
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        _write_figures(place, figures(Releases(folder).current()))
        shutil.copytree(
            folder, place / "data", ignore=shutil.ignore_patterns("*.duckdb", "lock", "current", "signing-key")
        )


def _fill(folder: Path) -> None:
    ended = [FIRST + later for later in range(8)]
    _take(folder, ("areas.csv", AREAS), ("populations.csv", POPULATIONS), ("similar.csv", SIMILAR))
    first = [_quarterly(marac, at) for marac in ("M1", "M2", "M3") for at in ended if (marac, at) != ("M2", ended[5])]
    _take(folder, ("returns-2022-2023.csv", _returns([*first, *(_quarterly("M4", at) for at in ended[:7])], NAMES)))
    days = [f"2024-{month:02d}-{day}" for month in range(1, 13) for day in (16, 20)]
    later = [{"marac": marac, "meeting_date": day} for marac in ("M1", "M2", "M3") for day in days]
    _take(folder, ("returns-2024.csv", _returns(later, NAMES, _withhold)))
    _take(folder, ("correction.csv", _returns([_quarterly("M1", ended[7]), _quarterly("M3", ended[6])], CORRECTED)))
    wrong = _take(folder, ("wrong.csv", _returns([_quarterly("M2", ended[6])], NAMES)))
    withdraw_submission(folder, wrong, "sent for another quarter", "Ben", sender=LOCAL)
    again = _take(folder, ("again.csv", _returns([_quarterly("M2", ended[7])], NAMES)))
    withdraw_submission(folder, again, "doubted", "Ben", sender=LOCAL)
    withdraw_submission(folder, read_manifests(folder)[-1].id, "it was right", "Ben", sender=LOCAL)
    _take(folder, ("published.csv", PUBLISHED))


def _take(folder: Path, *files: tuple[str, str]) -> str:
    brought = [UploadedFile(name, text.encode()) for name, text in files]
    done = accept_files(folder, brought, "Ada", accept_warnings=True)
    if done.id is None:
        raise ValueError([str(problem) for problem in done.report.problems])
    return done.id


def _quarterly(marac: str, quarter: Quarter) -> Row:
    return {"marac": marac, "quarter": str(quarter), "entries": "6"}


def _withhold(row: Row) -> None:
    marac, day = row["marac"], row["meeting_date"]
    if marac == "M1" and day.endswith("-01-16"):
        row |= {"lgbtq": "<5", "males": "[c]"}
    if marac == "M3" and day.endswith("-02-20"):
        row["referred_mash"] = "<5"
    if marac == "M2":
        row["disability"] = "n/a"


def _returns(keys: Sequence[Row], names: Iterable[str], change: Callable[[Row], None] = lambda _: None) -> str:
    lines = [",".join((*keys[0], *names))]
    for key in keys:
        row = key | {name: f"{count:g}" for name, count in _counts(DRAWN.randint(14, 30)).items()}
        change(row)
        lines.append(",".join(row[name] for name in (*key, *names)))
    return "\n".join(lines) + "\n"


def _counts(cases: int) -> Mapping[str, float]:
    """Counts that keep the rules of a return."""
    left: float = cases
    routes: dict[str, float] = {}
    for route in field_names(ROUTE_FIELDS)[1:]:
        routes[route] = min(left, DRAWN.choice([0, 0, 0.5, 1, 1.5, 2, 3]))
        left -= routes[route]
    groups = {name: 0 for name in NAMES if name.startswith("ethnicity_")}
    for _ in range(cases - 1):
        groups[DRAWN.choice([*groups, "ethnicity_white", "ethnicity_white"])] += 1
    minoritised = min(cases, 1 + sum(count for name, count in groups.items() if name != "ethnicity_white"))
    counts = {"cases": cases, "repeats": DRAWN.randint(0, cases // 2), "children": cases, "minoritised": minoritised}
    counts |= {"cases_with_children": cases // 2, POLICE.name: left, **routes, **groups}
    return counts | {name: DRAWN.randint(0, max(1, cases // 4)) for name in NAMES if name not in counts}


def _write_figures(place: Path, cells: Cells) -> None:
    place.mkdir()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(sorted((*key, *value) for key, value in cells.items()))
    with gzip.GzipFile(place / "figures.csv.gz", "wb", mtime=0) as file:
        file.write(text.getvalue().encode())


if __name__ == "__main__":
    make(sys.argv[1])
