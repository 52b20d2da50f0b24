"""Two fictional countries, read back from their files as anyone would read them."""

import io
from dataclasses import dataclass
from functools import cache

import pandas as pd

from maracdash import demo
from maracdash.model.quarters import Quarter

LAST = Quarter(2025, 3)


@dataclass(frozen=True, kw_only=True)
class Country:
    """Every file as a table; returns of all files together, with their calendar quarter's index."""

    areas: pd.DataFrame
    populations: pd.DataFrame
    similar: pd.DataFrame
    returns: pd.DataFrame

    @property
    def maracs(self) -> pd.DataFrame:
        return self.at("marac")

    def at(self, level: str) -> pd.DataFrame:
        return self.areas[self.areas.level == level].set_index("code")

    @property
    def last_year(self) -> pd.DataFrame:
        return self.returns[self.returns.quarter > LAST.index - 4]


@cache
def read_country(maracs: int = 80, years: int = 5) -> Country:
    files = {each.name: each.content for each in demo.build_country(maracs, years, last=LAST)}
    returns = pd.concat(
        [read_table(content) for name, content in files.items() if name.startswith("returns")], ignore_index=True
    )
    day = pd.to_datetime(returns.meeting_date)
    returns["quarter"] = day.dt.year * 4 + day.dt.quarter - 1
    return Country(
        areas=read_table(files["areas.csv"]),
        populations=read_table(files["populations.csv"]),
        similar=read_table(files["similar.csv"]),
        returns=returns,
    )


def read_table(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content))
