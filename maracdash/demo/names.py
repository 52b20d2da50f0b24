"""Names of the fictional country, none of them a place in the United Kingdom: invented numbers need invented names."""

from __future__ import annotations

UK_NAME = "All of Alderland"
COUNTRIES = ("Alder", "Corrinmark")

# The first is the capital's; the last is a country of its own.
REGIONS = (
    "The Capital",
    "Northern Fells",
    "Amber Coast",
    "Eastern Levels",
    "River Counties",
    "Western Combes",
    "Lake Marches",
    "High Wolds",
    "Heathlands",
    "Southern Reach",
    "The Saltings",
    "Corrinmark",
)

# The first is the largest; the second polices a single Marac and resembles no other.
FORCES = (
    *("Grand Alder", "Alder Citadel", "Merrowshire", "Thistlemark", "Corvenshire", "Fenmarch", "Saltmarch"),
    *("Tarnshire", "Eskermoor", "Larkshire", "Umbershire", "Greyfell", "Quillshire", "Rookmarch", "Calderfold"),
    *("Brackenshire", "Sedgemarch", "Ottershire", "Kestrelshire", "Dapplemoor", "Marlshire", "Cindershire"),
    *("Hollowmarch", "Yarrowshire", "Velmarch", "Orrinshire", "Penmarrow", "Ashenvale", "Loddershire"),
    *("Wychmarch", "Brindleshire", "Harrowmark", "Fallowshire", "Lindenmark", "Mistlemoor", "Ospreyshire"),
    *("Russetshire", "Saffronshire", "Teaselvale", "Vetchmoor", "Willowmark", "Wrenshire", "Emberfell"),
    *("Heronshire", "Aspenmark", "Gorsemarch", "Plovershire", "Juniperfell"),
)

NAMES = tuple(
    """
    Birchford Northmere Aldercombe Garnetbrook Lapwingmoor Amberwell Heronfell Swallowcombe Quarrelcombe
    Alderport Lorndale Glimmercombe Linnetmere Quincecross Dappleport Larkgate Starlinghurst Yarrowdale
    Pipitfell Kestrelgate Cinderport Bulrushworth Siskindale Cobbleholm Pewterford Ploverfell Aspenholm
    Sparrowstead Elderbrook Dunlinbury Thistlemoor Embermere Pebblehaven Ospreymarch Velvetgate Rookwick
    Finchcross Curlewbridge Teaselworth Peregrinworth Gannetmoor Carrowcombe Hollowstead Barleyfell
    Mallowpool Tarnfield Martenwold Eiderpool Vetchfield Honeyport Otterwold Heatherholm Raveldale
    Umberworth Lanternbridge Merlewick Hallowcombe Wrenstead Wagtailbridge Gorsedale Wanderbridge Fallowford
    Corvenmoor Copperwell Birchstead Russetfield Whimbrelgate Winterford Samphirewick Fescuewold Cloverpool
    Nettlebrook Saffronwell Tansyminster Flintwick Briarport Mistlemouth Osierbrook Callahurst Bilberdale
    Ferncross Quillmere Sorrelmarch Lindendale Candleness Rowanpool Brindleworth Brambleworth Thimbleworth
    Marramworth Cowslipbury Junipermoor Honeybury Corvenbridge Embermoor Kestrelhaven Aspenminster
    Tansyhaven Whimbrelmoor Sorrelbrook Gannetford Juniperhurst Bilberholm Larkness Tarnhurst Pipitcombe
    Calladale Quincebury Fernworth Russetness Mistleport Thimblemarch Fescuehaven Osiermoor Heronstead
    Winterwold Vetchness Hallowhurst Hazelminster Willowcombe Marramness Coppercross Quillworth Dunlinfell
    Samphireworth Umbercross Hollowcombe Wrencross Otterstead Pebblestead Mallowford Rookwell Gorsefell
    Wagtailness Eiderhurst Merlebrook Yarrowbrook Ambermoor Glimmerdale Bulrushwick Swallowpool Peregrinpool
    Cobblewick Nettleford Dappleford Linnetness Thistlecross Siskinhurst Birchbury Saffronmouth Ravelcross
    Flintwold Finchford Quarrelfield Ploverhaven Velvetmouth Cloverbridge Pewtermarch Sparrowminster
    Lapwingfield Garnetpool Lornwick Wandermere Brindlecross Barleyholm Lindenfell Candledale Rowanwell
    Cowslipmouth Sedgewold Aldermouth Carrowpool Bramblewick Starlingmouth Lanternmouth Cinderfell
    Curlewmarch Ospreystead Fallowbrook Briarford Eldermarch Brackenwick Martenstead Teaselwick Honeymouth
    Aspencombe Copperbury Larkbridge Corvenbury Thimblecombe Wrenfield Pebblemere Heronmarch Alderstead
    Cinderfield Mallowmarch Amberwick Dunlinwold Callafield Bramblepool Bulrushwell Rowanmoor Osierport
    Hollowminster Linnetcombe Peregrinfield Dapplemere Starlingness Lanternport Merlestead Sedgecombe
    Mistlefield Heatherford Finchcombe Marramfield Nettlecombe Eiderbridge Brindlecombe Lornfield
    Cowslipfell Thistleford Russetminster Fernpool Quarrelwold Kestrelfield Bilberbrook Curlewmere
    Yarrowmouth Vetchport Tarnbridge Fallowbury Saffronstead Fescuefield Sparrowmere Velvetstead Cobblehaven
    Glimmergate Lapwinghurst Wintergate Plovermouth Flintmarch Martenhaven Gorsegate Garnetfell Siskinmouth
    Swallowdale Emberstead Quincefield Sorrelholm Wanderness Ospreyford Barleymere Teaselford Quillcross
    Candlemouth Birchpool Hallowhaven Eldermouth Gannetbridge Whimbrelfell Umberbury Carrowdale Pipithurst
    Rookmoor Ravelpool Wagtailworth Junipermouth Brackengate Samphireport Cloverhaven Tansybridge
    Pewterminster Quincecombe Barleyford Finchmere Cinderwick Heronhurst Fallowholm Fescueworth Swallowfell
    Wagtailpool Saffronmere Briarhurst Mistleford Winterhurst Larkpool Linnetdale Siskinbridge Lanternford
    Wandercombe Sorrelcross Nettlemouth Whimbrelpool Bilbercombe Marramdale Hollowmouth Corvencombe
    Pipitcross Tansycross Pewtermoor Quarrelness Rookcombe Velvetfield Sparrowbridge Samphirecross
    Yarrowmarch Umberhaven Honeybridge Vetchcross Mallowhurst Merlefell Starlingmoor Peregrincombe
    Candlemoor Juniperdale Thistlegate Wrenmarch Flintmere Sedgebrook Elderhurst Dapplehurst Ravelhaven
    Callacombe Dunlinbrook Carrowminster Cowslipfield Ospreyhurst Aspencross Russetgate Hallowbrook
    Ploverwell Kestrelwick Lindenford Glimmermoor Aldermere Ottermoor Gorsefield Thimbledale Eiderbury
    Pebbleport Heathermoor Gannetgate Hazelport Quillmouth Lorngate Bulrushfell Brackenmarch Curlewbury
    Osierpool Garnethaven Tarngate Brindlemoor Amberford Cobblegate Bramblefell Lapwingcombe Martenmouth
    Teaselfield Willowhaven Emberhaven Briargate Merlegate Gorsecross Thistlehurst Tansyworth Garnethurst
    Juniperbridge Teaselgate Kestrelmoor Fescuepool Cowslipdale Samphirebury Wanderstead Nettlehurst
    Fallowstead Ambercombe Aspenhaven Quillness Dunlinmoor Gannetpool Ospreybridge Peregrinfell
    Saffronminster Flintfell Winterwick Ravelbridge Hazelcombe Bulrushstead Pebbleminster Lanternholm
    Yarrowness Mallowhaven Russetford Bramblecross Hollowcross Sparrowmouth Copperhaven Fernfield
    Starlingminster Umbermarch
    """.split()  # noqa: SIM905  four hundred names in fifty lines
)

QUALIFIERS = ("", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "New ")
MAX_MARACS = len(NAMES) * len(QUALIFIERS)


def list_marac_names(number: int) -> tuple[str, ...]:
    """List the first so many names: plain ones first, then with a qualifier. No name comes twice."""
    return tuple(qualifier + name for qualifier in QUALIFIERS for name in NAMES)[:number]
