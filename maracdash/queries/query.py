"""A query: one question to a release, and how it is to be put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Concatenate, Generic, ParamSpec, TypeVar

from maracdash.store.releases.connections import ReleaseConnection

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Query(Generic[Arguments, Answer]):
    """A question, and the function that answers it from a release; only a Reader calls that function.

    An answer is cached with its release, unless it is large, or as quickly worked out as found again.
    """

    answer: Callable[Concatenate[ReleaseConnection, Arguments], Answer]
    cached: bool = field(default=True, kw_only=True)
