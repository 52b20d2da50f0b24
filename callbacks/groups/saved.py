"""The groups that are kept with the account of whoever asks, as these figures know them."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.identity import accounts_database, current_person
from layouts.pages.saved_groups import ListedGroup
from maracdash import queries
from maracdash.accounts.saved_groups import SavedGroup, list_saved_groups
from maracdash.model.errors import NotFoundError
from maracdash.words.groups import describe_members

NOT_HERE = "It cannot be used with these figures. {reason} Make it anew, or delete it."


def read_saved_groups(context: AppContext) -> tuple[ListedGroup, ...]:
    """One's own groups, by name. Raises StorageError."""
    return tuple(_describe(context, each) for each in list_saved_groups(accounts_database(), current_person().id))


def _describe(context: AppContext, saved: SavedGroup) -> ListedGroup:
    known = context.reader.ask(queries.DIRECTORY)
    try:
        members = tuple(known.own(each) for each in saved.group.members)
    except NotFoundError as error:
        return ListedGroup(saved=saved, members="", problem=NOT_HERE.format(reason=error))
    return ListedGroup(saved=saved, members=f"{describe_members(members)}.")
