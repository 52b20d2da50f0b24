"""What became of a Marac, in a sentence."""

from datetime import date

from maracdash.model.areas import Area, AreaHierarchy, Closure, Level, Merger
from maracdash.words import area_history


def marac(name: str) -> Area:
    return Area(level=Level.MARAC, code=name[:1], name=name)


def write_history(formation: Merger | None = None, closure: Closure | None = None) -> str:
    return area_history.write_history(AreaHierarchy(area=marac("Castle"), merger=formation, closure=closure))


def test_most_maracs_have_no_history():
    assert write_history() == ""


def test_formed_from_others():
    maracs = (marac("Ashby"), marac("Birchford"))
    assert write_history(Merger(on=date(2025, 4, 1), maracs=maracs)) == (
        "Formed on 1 April 2025 from Ashby and Birchford; 12-month figures since then count their earlier cases too."
    )


def test_one_that_took_others_in():
    assert write_history(Merger(on=date(2025, 4, 1), maracs=(marac("Ashby"),), is_new=False)) == (
        "Ashby became part of it on 1 April 2025; 12-month figures since then count their earlier cases too."
    )


def test_closed_and_part_of_another():
    assert write_history(closure=Closure(on=date(2025, 3, 31))) == "Closed on 31 March 2025."
    assert write_history(closure=Closure(on=date(2025, 3, 31), successor=marac("Dale"))) == (
        "Closed on 31 March 2025; part of Dale since."
    )
