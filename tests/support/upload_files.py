"""Files as people upload them, written in the test, and their check."""

from collections.abc import Mapping, Sequence
from datetime import date

from maracdash import intake, reference
from maracdash.intake import Incoming, Known, Problem, Report
from maracdash.model.directory import Directory

TODAY = date(2026, 1, 15)
AREAS = """code,name,level,parent,women_16_plus,minoritised_share,meeting_frequency,valid_from,valid_to
N1,Northshire,force,,,,,,
B1,Birchford,marac,N1,50000,22.4%,weekly,2015-01-01,
A1,Ashby,marac,Northshire,40000,0.1,daily,,31/12/2023
"""
HEADER = "marac,meeting_date,cases,repeats,children,cases_with_children"
QUARTERLY = "marac,quarter,entries,cases,repeats"
YEAR = tuple(f"B1,2024-Q{quarter},3,40,10" for quarter in (1, 2, 3, 4))
NOTHING = Known(reference=reference.directory())


def file(text: str, name: str = "returns.csv", encoding: str = "utf-8") -> Incoming:
    return Incoming(name, text.encode(encoding))


def returns(*rows: str, header: str = HEADER) -> Incoming:
    return file("\n".join((header, *rows)) + "\n")


def areas(text: str = AREAS) -> Incoming:
    return file(text, "areas.csv")


def check(*files: Incoming, known: Known = NOTHING, today: date = TODAY) -> Report:
    return intake.check(files, known, today)


def check_returns(
    *rows: str, header: str = HEADER, today: date = TODAY, history: Mapping[str, tuple[float, ...]] | None = None
) -> Report:
    known = Known(Directory(), history or {}, reference.directory())
    return check(areas(), returns(*rows, header=header), known=known, today=today)


def sentences(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]
