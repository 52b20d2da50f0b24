"""A slow, obvious twin of the store's SQL and the queries: loops over rows, one figure at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from maracdash import catalogue
from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.manifests import read_manifests_in_force
from tests.support import folders

Figure = tuple[str, str, int, str]
COUNTS = ("entries", *field_names())
NAMES = {each.name: (each.name, *each.former_names) for each in FIELDS}
"""All names that a field ever had, the newest first: a file of before has one of them, or lacks the column."""
NO_NUMBERS = (None, None, None)
HIDDEN = -1.0
"""A count that was withheld."""


Method = TypeVar("Method", bound=Callable[..., Any])


def remembered(method: Method) -> Method:
    """Work out an answer once: of the same rows it is always the same."""

    @wraps(method)
    def answer(oracle: Oracle, *asked: object) -> object:
        known = oracle.known[method.__name__]
        if asked not in known:
            known[asked] = method(oracle, *asked)
        return known[asked]

    return cast(Method, answer)


@dataclass(frozen=True)
class Expected:
    """Answer that must come. `kind` is the status and, where there is a number, the origin."""

    number: float | None
    numerator: float | None
    denominator: float | None
    kind: str
    expected: int
    returned: int
    proxied: int


class Oracle:
    """Every figure of a data folder, worked out from the normalised rows of its submissions in force."""

    def __init__(self, folder: Path, today: date | None = None) -> None:
        self.today = today or datetime.now(UTC).date()
        self.known: dict[str, dict[tuple[object, ...], object]] = defaultdict(dict)
        self.areas: dict[tuple[str, str], dict[str, str]] = {}
        self.women: dict[str, dict[int, float]] = {}
        self.similar: dict[str, list[str]] = {}
        self.successors: dict[str, str] = {}
        self.sent: dict[tuple[str, int], list[dict[str, float]]] = {}
        self.published: dict[Figure, tuple[float | None, str]] = {}
        for note in read_manifests_in_force(folder):
            self._take(lambda name, note=note: folders.read_normalised(folder, note.id, name))

    def value(self, area: Area, quarter: Quarter, window: Window, indicator: Indicator) -> Expected:
        """One figure of one area."""
        members = self.members(area)
        here = [code for code in members if self.present(code, quarter.index, window)]
        withheld = [code for code in members if self.withheld(code, quarter.index, window, indicator)]
        listed = sum(self._open(code, quarter) for code in members)
        printed_maracs, _ = self._printed(area, quarter, window, "maracs")
        expected = max(listed, int(printed_maracs or 0))
        ours = [code for code in here if self._sums(code, quarter.index, window, indicator) is not None]
        known_whole = area.level is Level.MARAC or self.whole(area)
        printed = self._printed(area, quarter, window, indicator.slug)
        if indicator.annual and window is Window.QUARTER:
            proxied = sum(self._proxied(code, quarter.index, window) for code in here)
            return Expected(*NO_NUMBERS, "not-applicable", expected, len(here), proxied)
        if ours and known_whole and (printed[0] is None or len(ours) >= expected > 0):
            return self._computed(area, ours, quarter, window, indicator, expected, left=members)
        in_print = (area.level.value, area.code, quarter.index, indicator.slug) in self.published
        if in_print and window is Window.YEAR and not (withheld and area.level is Level.MARAC):
            return self._as_printed(area, quarter, indicator, printed)
        if known_whole and withheld:
            return Expected(*NO_NUMBERS, "withheld", expected, len(withheld), 0)
        proxied = sum(self._proxied(code, quarter.index, window) for code in here)
        return Expected(
            *NO_NUMBERS,
            self._reason(area, quarter, here, known_whole, indicator) or self._no_return(area, quarter, window),
            expected,
            len(here),
            proxied,
        )

    def without(
        self, area: Area, own: Area, quarter: Quarter, window: Window, indicator: Indicator
    ) -> tuple[float | None, int]:
        """The number of an area without another inside it, from the returns of the Maracs left, and how many count."""
        left = [code for code in self.members(area) if code not in self.members(own)]
        here = [
            code
            for code in left
            if self.present(code, quarter.index, window)
            and self._sums(code, quarter.index, window, indicator) is not None
        ]
        if not here:
            return None, 0
        found = self._computed(area, here, quarter, window, indicator, 0, left=left)
        return found.number, len(here)

    @remembered
    def members(self, area: Area) -> list[str]:
        """The Maracs of an area."""
        if area.level is Level.MARAC:
            return [area.code]
        forces = {code for code in self._forces(area) if ("force", code) in self.areas}
        return [code for (level, code), row in self.areas.items() if level == "marac" and row["parent"] in forces]

    @remembered
    def whole(self, area: Area) -> bool:
        """Tell whether every force of an area has a Marac here."""
        parents = {row["parent"] for (level, _), row in self.areas.items() if level == "marac"}
        peopled = {code for code in parents if ("force", code) in self.areas}
        return bool(self._forces(area)) and self._forces(area) <= peopled

    def present(self, marac: str, quarter: int, window: Window) -> bool:
        """Tell whether each quarter of the window was returned or proxied, with known cases."""
        return self.complete(marac, quarter, window) and not self.hidden(marac, quarter, window, "cases")

    @remembered
    def hidden(self, marac: str, quarter: int, window: Window, name: str) -> bool:
        """Tell whether a sum would be known but for a count that was withheld."""
        if name not in COUNTS or not self.complete(marac, quarter, window):
            return False
        parts = [self._count(code, at, name) for code, at in self.due(marac, quarter, window)]
        return None not in parts and HIDDEN in parts

    def withheld(self, marac: str, quarter: int, window: Window, indicator: Indicator) -> bool:
        """Tell whether an indicator needs a count that was withheld, or the cases of the year before, which were."""
        terms = {name.removeprefix("-") for name in (*indicator.numerator, *indicator.denominator)}
        if any(self.hidden(marac, quarter, window, name) for name in {*terms, "cases"}):
            return True
        if not self.present(marac, quarter, window) or not terms & {"cases_year_before", "all_cases_year_before"}:
            return False
        return self._hidden_year_before(marac, quarter, window)

    def _hidden_year_before(self, marac: str, quarter: int, window: Window) -> bool:
        return any(self.hidden(code, quarter - 4, window, "cases") for code in self.counted(marac, quarter))

    @remembered
    def complete(self, marac: str, quarter: int, window: Window) -> bool:
        """Tell whether each quarter of the window was returned or proxied."""
        due = self.due(marac, quarter, window)
        months = {at for _, at in due} == {quarter - back for back in range(window.quarters)}
        return months and all(self.state(code, at) in {"returned", "proxied"} for code, at in due)

    @remembered
    def due(self, marac: str, quarter: int, window: Window) -> list[tuple[str, int]]:
        """The Maracs and quarters whose cases are this Marac's in the window, own ones since its first return."""
        if window is Window.QUARTER:
            return [(marac, quarter)]
        began = min(self.returned.get(marac, ()), default=quarter + 1)
        return [
            (code, at)
            for code in self.counted(marac, quarter)
            for at in range(quarter - 3, quarter + 1)
            if self._within_life(code, at) and (code != marac or at >= began)
        ]

    @remembered
    def counted(self, marac: str, quarter: int) -> list[str]:
        """The Marac itself and those that have become part of it before this quarter."""
        return [code for level, code in self.areas if level == "marac" and self._holder(code, quarter) == marac]

    def _holder(self, marac: str, quarter: int) -> str:
        """Nobody, where Maracs are said to have become part of each other."""
        seen = {""}
        while marac not in seen and marac in self.successors and self._life(marac)[1] < quarter:
            seen.add(marac)
            marac = self.successors[marac]
        return "" if marac in seen else marac

    @remembered
    def state(self, marac: str, quarter: int) -> str:
        """State of one quarter of one Marac: returned, proxied, dropped, or nothing before it began."""
        own = self.returned.get(marac, ())
        if not own or quarter < min(own) or quarter > min(self._life(marac)[1], self.newest):
            return "nothing"
        if quarter in own:
            return "returned"
        return "proxied" if quarter - 1 in own else "dropped"

    @property
    def forces(self) -> set[str]:
        """The codes of all forces."""
        return {code for level, code in self.areas if level == "force"}

    @cached_property
    def newest(self) -> int:
        """The last quarter for which any listed Marac returned cases."""
        return max((at for own in self.returned.values() for at in own), default=-1)

    @cached_property
    def counts(self) -> dict[tuple[str, int], dict[str, float]]:
        """Counts in effect of each quarter: the newest submission, completed by others of equal cases and entries."""
        found: dict[tuple[str, int], dict[str, float]] = {}
        for key, sent in self.sent.items():
            for each in sent:
                if all(stated_count(each, name) == stated_count(sent[-1], name) for name in ("cases", "entries")):
                    found.setdefault(key, {}).update(each)
        return {key: protect_routes(counts) for key, counts in found.items()}

    @cached_property
    def returned(self) -> dict[str, set[int]]:
        """The quarters that each listed Marac returned cases for, within its valid dates."""
        found: dict[str, set[int]] = {}
        for (marac, quarter), counts in self.counts.items():
            ended = Quarter.from_index(quarter).end <= self.today
            if ended and "cases" in counts and self._within_life(marac, quarter):
                found.setdefault(marac, set()).add(quarter)
        return found

    @remembered
    def quantity(self, marac: str, quarter: int, window: Window, name: str) -> float | None:  # noqa: PLR0911
        """One quantity of a Marac that is present; None where it is not known."""
        if name in {"all_cases", "all_cases_year_before"}:
            return self._all_cases(marac, quarter, window, before=name == "all_cases_year_before")
        if not self.present(marac, quarter, window):
            return None
        if name in {"maracs", "forces"}:
            return 1
        if name == "cases_year_before":
            before = self._year_before(marac, quarter, window)
            return None if None in before or not before else sum(before)
        if name == "women_16_plus":
            return self._women(marac, quarter)
        if name == "minoritised_population":
            share, women = self.areas["marac", marac]["minoritised_share"], self._women(marac, quarter)
            return women * float(share) if share and women is not None else None
        parts = [self._count(code, at, name) for code, at in self.due(marac, quarter, window)]
        return None if None in parts or HIDDEN in parts else sum(parts)

    def _all_cases(self, marac: str, quarter: int, window: Window, *, before: bool) -> float | None:
        """Cases of one of two years, 0 where there was no return; None where those of either are withheld."""
        if self.hidden(marac, quarter, window, "cases") or self._hidden_year_before(marac, quarter, window):
            return None
        if before:
            return sum(found for found in self._year_before(marac, quarter, window) if found is not None)
        return self.quantity(marac, quarter, window, "cases") if self.present(marac, quarter, window) else 0

    def _year_before(self, marac: str, quarter: int, window: Window) -> list[float | None]:
        """Cases a year earlier of each Marac that was open then and is counted here now."""
        return [
            self.quantity(code, quarter - 4, window, "cases")
            for code in self.counted(marac, quarter)
            if self._within_life(code, quarter - 4)
        ]

    def _count(self, marac: str, quarter: int, name: str) -> float | None:
        source = quarter - 1 if self.state(marac, quarter) == "proxied" else quarter
        return self.counts[marac, source].get(name)

    def _women(self, marac: str, quarter: int) -> float | None:
        starts = [start for start in self.women.get(marac, {}) if start <= quarter]
        return self.women[marac][max(starts)] if starts else None

    def _sums(self, marac: str, quarter: int, window: Window, indicator: Indicator) -> tuple[float, float] | None:
        sides = []
        for names in (indicator.numerator, indicator.denominator):
            total = 0.0
            for name in names:
                found = self.quantity(marac, quarter, window, name.removeprefix("-"))
                if found is None:
                    return None
                total += -found if name.startswith("-") else found
            sides.append(total)
        return sides[0], sides[1]

    def _computed(
        self,
        area: Area,
        here: list[str],
        quarter: Quarter,
        window: Window,
        indicator: Indicator,
        expected: int,
        *,
        left: list[str],
    ) -> Expected:
        # The raw change counts a Marac that was there in either year; every other sum those that are here now.
        summed = left if "all_cases" in indicator.numerator else here
        pairs = [pair for pair in (self._sums(code, quarter.index, window, indicator) for code in summed) if pair]
        numerator, denominator = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        if "forces" in indicator.numerator:
            numerator = len({self.areas["marac", code]["parent"] for code in here})
        proxied = sum(self._proxied(code, quarter.index, window) for code in here)
        if {*indicator.numerator, *indicator.denominator} <= {"women_16_plus", "minoritised_population"}:
            proxied = 0
        if indicator.denominator and not denominator:
            kind = "no-earlier-year" if "all_cases" in indicator.numerator else "not-applicable"
            return Expected(*NO_NUMBERS, kind, expected, len(here), proxied)
        status = "proxied" if proxied and area.level is Level.MARAC else "ok"
        below = denominator if indicator.denominator else None
        number = indicator.rule(numerator, below)
        return Expected(number, numerator, below, f"computed {status}", expected, len(here), proxied)

    def _as_printed(
        self, area: Area, quarter: Quarter, indicator: Indicator, printed: tuple[float | None, str]
    ) -> Expected:
        maracs = int(self._printed(area, quarter, Window.YEAR, "maracs")[0] or 0)
        value, mark = printed
        if value is None:
            return Expected(*NO_NUMBERS, "not-applicable" if mark == "-" else "not-published", maracs, maracs, 0)
        sides = [
            self._printed_count(area, quarter, names) if "cases_year_before" not in indicator.denominator else None
            for names in (indicator.numerator, indicator.denominator)
        ]
        return Expected(value, sides[0], sides[1], "published ok", maracs, maracs, 0)

    def _printed_count(self, area: Area, quarter: Quarter, names: tuple[str, ...]) -> float | None:
        """The same count, where it was printed too."""
        for each in catalogue.INDICATORS:
            if each.rule is catalogue.total and len(names) == 1 and each.numerator == names:
                return self._printed(area, quarter, Window.YEAR, each.slug)[0]
        return None

    def _reason(self, area: Area, quarter: Quarter, here: list[str], whole: bool, indicator: Indicator) -> str:  # noqa: FBT001
        anything = any(
            key[:3] == (area.level.value, area.code, quarter.index) and value[0] is not None
            for key, value in self.published.items()
        )
        if not here:
            return "not-published" if anything or not whole else ""
        if not whole:
            return "not-published"
        terms = {*indicator.numerator, *indicator.denominator}
        if "cases_year_before" in terms:
            return "no-earlier-year"
        return "no-population" if terms & {"women_16_plus", "minoritised_population"} else "not-collected"

    def _no_return(self, area: Area, quarter: Quarter, window: Window) -> str:
        members = self.members(area)
        states = {self.state(code, quarter.index - back) for code in members for back in range(4)}
        open_now = any(quarter.index <= self._life(code)[1] for code in members)
        begun = open_now and bool(states & {"returned", "proxied"})
        return "no-full-year" if begun and window is Window.YEAR else "no-return"

    def _proxied(self, marac: str, quarter: int, window: Window) -> bool:
        return any(self.state(code, at) == "proxied" for code, at in self.due(marac, quarter, window))

    def _printed(self, area: Area, quarter: Quarter, window: Window, slug: str) -> tuple[float | None, str]:
        if window is Window.QUARTER:
            return None, ""
        return self.published.get((area.level.value, area.code, quarter.index, slug), (None, ""))

    def _forces(self, area: Area) -> set[str]:
        if area.level is Level.FORCE:
            return {area.code}
        if area.level is Level.GROUP:
            return {area.code, *self.similar.get(area.code, [])} if area.code in self.similar else set()
        if area.level is Level.UK:
            return {code for level, code in self.areas if level == "force"}
        regions = {area.code}
        if area.level is Level.COUNTRY:
            regions = {
                code for (level, code), row in self.areas.items() if level == "region" and row["parent"] == area.code
            }
        return {code for (level, code), row in self.areas.items() if level == "force" and row["parent"] in regions}

    @remembered
    def _life(self, marac: str) -> tuple[int, int]:
        row = self.areas["marac", marac]
        first, last = row["valid_from"], row["valid_to"]
        opened = Quarter.of(date.fromisoformat(first)).index if first else 0
        return opened, Quarter.of(date.fromisoformat(last)).index if last else 99_999

    def _within_life(self, marac: str, quarter: int) -> bool:
        if ("marac", marac) not in self.areas:
            return False
        opened, closed = self._life(marac)
        return opened <= quarter <= closed

    def _open(self, marac: str, quarter: Quarter) -> bool:
        return self._within_life(marac, quarter.index)

    def _take(self, read) -> None:
        for row in read(normalised_files.AREAS_FILE):
            self.areas[row["level"], row["code"]] = row
        for row in read(normalised_files.POPULATIONS_FILE):
            if row["level"] == "marac":
                self.women.setdefault(row["code"], {})[int(row["from_quarter"])] = float(row["women_16_plus"])
        lists: dict[str, list[str]] = {}
        for row in read(normalised_files.SIMILAR_FILE):
            lists.setdefault(row["force"], []).append(row["similar_force"])
        self.similar.update(lists)
        self.successors.update((row["marac"], row["successor"]) for row in read(normalised_files.SUCCESSORS_FILE))
        for row in read(normalised_files.PUBLISHED_FILE):
            key = (row["level"], row["area_code"], int(row["quarter"]), row["indicator"])
            if row["value"] or row["mark"] or key not in self.published:
                self.published[key] = (float(row["value"]) if row["value"] else None, row["mark"])
        self._take_returns(read(normalised_files.RETURNS_FILE), read(normalised_files.WITHHELD_FILE))

    def _take_returns(self, returns: list[dict[str, str]], withheld: list[dict[str, str]]) -> None:
        by_quarter: dict[tuple[str, int], list[dict[str, str]]] = {}
        for row in returns:
            by_quarter.setdefault((row["marac"], int(row["quarter"])), []).append(row)
        for key, meetings in by_quarter.items():
            given = {name: [stated_text(row, name) for row in meetings] for name in COUNTS}
            counts = {name: sum(map(float, texts)) for name, texts in given.items() if all(texts)}
            own = [newest_name(row["field"]) for row in withheld if (row["marac"], int(row["quarter"])) == key]
            self.sent.setdefault(key, []).append(counts | dict.fromkeys(own, HIDDEN))


def stated_text(row: dict[str, str], name: str) -> str:
    """The text under any name that a field ever had; none where the file lacks the column."""
    return next((row[known] for known in NAMES.get(name, (name,)) if known in row), "")


def newest_name(field: str) -> str:
    """The name of today; that of before where nobody has the field any more."""
    return next((names[0] for names in NAMES.values() if field in names), field)


def stated_count(counts: dict[str, float], name: str) -> float | None:
    """The count that the file states; None where it is withheld or absent."""
    return None if counts.get(name) == HIDDEN else counts.get(name)


def protect_routes(counts: dict[str, float]) -> dict[str, float]:
    """The routes given sum to the cases: where one alone is withheld, the smallest other one is too, but 0 last.

    Of equal ones the first by its oldest name, whatever their order in the catalogue.
    """
    given = sorted(
        (name for name in COUNTS if name.startswith("referred_") and name in counts), key=lambda name: NAMES[name][-1]
    )
    others = [name for name in given if counts[name] != HIDDEN]
    if len(others) != len(given) - 1 or not others:
        return counts
    return counts | {min(others, key=lambda name: (counts[name] == 0, counts[name])): HIDDEN}
