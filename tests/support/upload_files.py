"""Files as people upload them, written in the test, and their check."""

from collections.abc import Mapping, Sequence
from datetime import date

from maracdash import intake, reference
from maracdash.intake import CheckResult, ExistingData, Problem, UploadedFile
from maracdash.model.directory import AreaDirectory

TODAY = date(2026, 1, 15)
AREAS = """code,name,level,parent,women_16_plus,minoritised_share,meeting_frequency,valid_from,valid_to
N1,Northshire,force,,,,,,
B1,Birchford,marac,N1,50000,22.4%,weekly,2015-01-01,
A1,Ashby,marac,Northshire,40000,0.1,daily,,31/12/2023
"""
HEADER = "marac,meeting_date,cases,repeats,children,cases_with_children"
QUARTERLY = "marac,quarter,entries,cases,repeats"
YEAR = tuple(f"B1,2024-Q{quarter},3,40,10" for quarter in (1, 2, 3, 4))
NOTHING = ExistingData(reference=reference.load_directory())


def make_file(text: str, name: str = "returns.csv", encoding: str = "utf-8") -> UploadedFile:
    return UploadedFile(name, text.encode(encoding))


def make_returns(*rows: str, header: str = HEADER) -> UploadedFile:
    return make_file("\n".join((header, *rows)) + "\n")


def make_areas(text: str = AREAS) -> UploadedFile:
    return make_file(text, "areas.csv")


def check(*files: UploadedFile, known: ExistingData = NOTHING, today: date = TODAY) -> CheckResult:
    return intake.check_files(files, known, today)


def check_returns(
    *rows: str, header: str = HEADER, today: date = TODAY, history: Mapping[str, tuple[float, ...]] | None = None
) -> CheckResult:
    known = ExistingData(AreaDirectory(), history or {}, reference.load_directory())
    return check(make_areas(), make_returns(*rows, header=header), known=known, today=today)


def sentences(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]
