"""The one door to the figures."""

from __future__ import annotations

from pathlib import Path
from typing import ParamSpec, TypeVar

from maracdash import disclosure
from maracdash.model.answers import ReleaseNote
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.safe_rules import SafeRule, may_stand_beside
from maracdash.queries.query import Query
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.past_releases import PastRelease
from maracdash.store.releases.served_releases import Releases

OTHER_RULE = (
    "The safe figures of {} were made by another rule than those of now. The two together would tell more than either, "
    "so the earlier ones are not shown any more. Open the page without its release to see the figures of now."
)
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class Reader:
    """The figures of one release as one audience may see them: the current release, whichever it is, or an earlier one.

    Safe between threads; opens anew in each process after a fork. Raises NoReleaseError for an audience that has no
    release. An earlier release that is not kept any more is built again where it `rebuilds`; that takes minutes of
    the machine, and nobody publishes meanwhile.
    """

    def __init__(
        self, folder: Path, audience: Audience, *, releases: Releases | None = None, rebuilds: bool = True
    ) -> None:
        self.folder = folder
        self.audience = audience
        self.marking = disclosure.marking(audience)
        self._releases = releases or Releases(folder, audience)
        self._rebuilds = rebuilds

    @property
    def release(self) -> ReleaseNote:
        """The release that answers now. Raises NoReleaseError."""
        return self._releases.current().note

    def ask(self, query: Query[Arguments, Answer], *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        """The answer to a query, marked for the audience; from memory if it was given before and is remembered.

        Raises NoReleaseError, and what the query raises.
        """
        put = self._releases.cached_answer if query.cached else self._releases.query
        answer: Answer = put(_answer, query, self.audience, *arguments, **named)
        return answer

    def at(self, release: str) -> Reader:
        """The same audience's reader of another release, by its id or by the time in it.

        Raises NotFoundError where there never was such a release, or its safe figures were made by another rule. Asking
        of it raises NotKeptError where it is not kept any more, and is not to be built again.
        """
        other = PastRelease(self.folder, release, self.audience, rebuilds=self._rebuilds)
        self.check_rule(other.id, other.rule)
        return self if self.release.id == other.id else Reader(self.folder, self.audience, releases=other)

    def check_rule(self, release: str, earlier: SafeRule) -> None:
        """Check that the audience may see a release that was made safe by an earlier rule. Raises NotFoundError."""
        if not self.may_show(earlier):
            raise NotFoundError(OTHER_RULE.format(release))

    def may_show(self, earlier: SafeRule) -> bool:
        """Tell whether the audience may see a release that was made safe by an earlier rule, beside this one."""
        return self.release.rule is None or may_stand_beside(earlier, self.release.rule)

    def without_rebuilding(self) -> Reader:
        """The same figures, for whoever nothing is built again for."""
        return Reader(self.folder, self.audience, releases=self._releases, rebuilds=False)


def _answer(
    db: ReleaseConnection,
    query: Query[Arguments, Answer],
    audience: Audience,
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Answer:
    return disclosure.mark_answer(query.answer(db, *arguments, **named), audience)
