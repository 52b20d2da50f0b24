"""No invented number stands under a real name."""

import pytest

from maracdash.demo import names

REAL_FORCES = """
Avon and Somerset, Bedfordshire, Cambridgeshire, Cheshire, City of London, Cleveland, Cumbria, Derbyshire,
Devon & Cornwall, Dorset, Durham, Essex, Gloucestershire, Greater Manchester, Hampshire, Hertfordshire, Humberside,
Kent, Lancashire, Leicestershire, Lincolnshire, Merseyside, Metropolitan Police, Norfolk, North Yorkshire,
Northamptonshire, Northumbria, Nottinghamshire, South Yorkshire, Staffordshire, Suffolk, Surrey, Sussex,
Thames Valley, Warwickshire, West Mercia, West Midlands, West Yorkshire, Wiltshire, Dyfed Powys, Gwent, North Wales,
South Wales, Police Service of Northern Ireland, Police Scotland
"""
REAL_REGIONS_AND_COUNTRIES = """
North East, North West, Yorkshire and The Humber, East Midlands, East, London, South East, South West, England, Wales,
Scotland, Northern Ireland, United Kingdom, UK Wide, Great Britain
"""
REAL_COUNTIES = """
Berkshire, Buckinghamshire, Cornwall, Devon, Herefordshire, Huntingdonshire, Middlesex, Northumberland, Oxfordshire,
Rutland, Shropshire, Somerset, Westmorland, Worcestershire, Aberdeenshire, Ayrshire, Banffshire, Berwickshire,
Caithness, Fife, Kincardineshire, Lanarkshire, Midlothian, Moray, Perthshire, Renfrewshire, Stirlingshire, Sutherland,
Wigtownshire, Anglesey, Carmarthenshire, Denbighshire, Flintshire, Glamorgan, Monmouthshire, Pembrokeshire,
Antrim, Armagh, Down, Fermanagh, Londonderry, Tyrone
"""
# Districts and villages that the same way of coining a name could hit
REAL_PLACES = """
Sedgemoor, Otterford, Tamarside, Alderley, Alderholt, Aldermoor, Birchfield, Hazelwick, Rowanfield, Thornford,
Larkfield, Whinmoor, Brackenfield, Ashford, Blackmoor, Elmbridge, Carrow Bridge, Haverhill, Winterbourne
"""
INVENTED = (names.UK_NAME, *names.COUNTRIES, *names.REGIONS, *names.FORCES, *names.NAMES)


def folded(text: str) -> set[str]:
    return {name.strip().casefold() for name in text.split(",")}


@pytest.mark.parametrize(
    "real",
    [REAL_FORCES, REAL_REGIONS_AND_COUNTRIES, REAL_COUNTIES, REAL_PLACES],
    ids=["forces", "larger", "counties", "places"],
)
def test_no_name_is_a_real_one(real):
    assert not folded(",".join(INVENTED)) & folded(real)


def test_every_real_force_was_compared():
    assert len(folded(REAL_FORCES)) == 45


def test_names_are_plain_and_come_once():
    assert len(names.NAMES) >= 300
    assert all(name.isascii() and name.isalpha() and name.istitle() for name in names.NAMES)
    assert len({name.casefold() for name in (*names.NAMES, *names.FORCES)}) == len(names.NAMES) + len(names.FORCES)


def test_more_maracs_than_names_still_have_names_of_their_own():
    every = names.list_marac_names(names.MAX_MARACS)
    assert len(set(every)) == names.MAX_MARACS
    assert every[: len(names.NAMES)] == names.NAMES


def test_forces_enough_for_a_country_of_275_maracs():
    assert len(set(names.FORCES)) == len(names.FORCES) >= 45
