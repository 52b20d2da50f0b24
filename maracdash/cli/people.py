"""Commands on people: who may sign in, with which role and areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from maracdash import queries
from maracdash.accounts import copies, invitations, people
from maracdash.accounts.audit import Actor, EventKind, record_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access, Account
from maracdash.accounts.sessions import end_all_sessions
from maracdash.cli.options import DataOption, current_user, find_data_folder, open_reader, read_directory
from maracdash.model.differencing import find_partly_seen_forces
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError
from maracdash.model.people import Role
from maracdash.record import Record
from maracdash.settings import ANY_HOST, Settings, load_settings
from maracdash.words.differencing import write_differencing
from maracdash.words.uploads import count_noun


class GivenRole(StrEnum):
    """Roles that somebody can be given."""

    READER = Role.READER.value
    SUBMITTER = Role.SUBMITTER.value
    ADMINISTRATOR = Role.ADMINISTRATOR.value


EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="Their e-mail address.")]
RoleOption = Annotated[GivenRole, typer.Option(help="What they may do.")]
AreaOption = Annotated[
    list[str] | None,
    typer.Option("--area", help="A force, with its Maracs, or a Marac: code or name; may be repeated."),
]
EverywhereOption = Annotated[bool, typer.Option("--everywhere", help="All areas.")]


def build_user_group() -> typer.Typer:
    """The group of commands on people."""
    group = typer.Typer(no_args_is_help=True, help="People who may sign in: add, invite, change, shut out.")
    for name, command in (
        ("add", add_user),
        ("list", list_users),
        ("invite", invite_user),
        ("role", change_role),
        ("deactivate", deactivate_user),
        ("activate", activate_user),
        ("end-sessions", end_user_sessions),
        ("reset-second-factor", reset_second_factor),
        ("import", import_users),
    ):
        group.command(name=name)(command)
    return group


def add_user(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    email: EmailArgument,
    *,
    name: Annotated[str, typer.Option(help="Their name, which stands beside what they send.")],
    role: RoleOption = GivenRole.READER,
    area: AreaOption = None,
    everywhere: EverywhereOption = False,
    admin: Annotated[bool, typer.Option("--admin", help="The same as --role administrator.")] = False,
    data: DataOption = None,
) -> None:
    """Add somebody. Invite them next, unless they sign in with an account that they have elsewhere."""
    access = _read_access(context, data, GivenRole.ADMINISTRATOR if admin else role, area, everywhere=everywhere)
    added = people.add_person(open_accounts(context, data), terminal_actor(), email, name, access)
    typer.echo(f"{added.email} is added. To send them a link: maracdash user invite {added.email}")
    _warn_of_differencing(context, data, access)


def list_users(context: typer.Context, *, data: DataOption = None) -> None:
    """List everybody who may sign in."""
    found = people.list_people(open_accounts(context, data))
    names = _name_areas(context, data)
    for each in found:
        typer.echo(_describe_account(each, names))
    if not found:
        typer.echo("There is nobody yet. Add the first administrator: maracdash user add EMAIL --name NAME --admin")


def invite_user(
    context: typer.Context,
    email: EmailArgument,
    *,
    site: Annotated[str, typer.Option(help="The dashboard's address, as in https://marac.example.org.")] = "",
    data: DataOption = None,
) -> None:
    """Print a link by which somebody chooses a password: for once, and for three days."""
    address = (site or _guess_site(load_settings())).rstrip("/")
    token = invitations.invite(open_accounts(context, data), terminal_actor(), email, datetime.now(UTC))
    typer.echo(f"{address}/invitation/{token}")


def change_role(
    context: typer.Context,
    email: EmailArgument,
    *,
    role: RoleOption,
    area: AreaOption = None,
    everywhere: EverywhereOption = False,
    data: DataOption = None,
) -> None:
    """Give somebody another role and other areas. They are signed out everywhere."""
    access = _read_access(context, data, role, area, everywhere=everywhere)
    people.change_access(open_accounts(context, data), terminal_actor(), email, access)
    account = people.find_account(open_accounts(context, data), email)
    typer.echo(_describe_account(account, _name_areas(context, data)))
    _warn_of_differencing(context, data, access)


def deactivate_user(context: typer.Context, email: EmailArgument, *, data: DataOption = None) -> None:
    """Shut somebody out, at once."""
    _change(
        context,
        data,
        people.deactivate,
        email,
        "is deactivated and signed out everywhere, and their API tokens have ended.",
    )


def activate_user(context: typer.Context, email: EmailArgument, *, data: DataOption = None) -> None:
    """Let somebody in again."""
    _change(context, data, people.activate, email, "may sign in again.")


def end_user_sessions(context: typer.Context, email: EmailArgument, *, data: DataOption = None) -> None:
    """Sign somebody out everywhere, at once. They may sign in again."""
    _change(context, data, end_all_sessions, email, "is signed out everywhere, and their API tokens have ended.")


def reset_second_factor(context: typer.Context, email: EmailArgument, *, data: DataOption = None) -> None:
    """Forget somebody's second factor, so that they set up a new one. Sessions and API tokens end."""
    _change(context, data, people.reset_second_factor, email, "sets up a new second factor at the next sign-in.")


def import_users(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of accounts, as accounts.sqlite of a backup.")],
    *,
    data: DataOption = None,
) -> None:
    """Copy everybody and the audit from a file into the database of MARACDASH_ACCOUNTS, which must be empty.

    So accounts move from the data folder to PostgreSQL, or come from a backup. Nobody should sign in meanwhile.
    """
    database = open_accounts(context, data)
    people_held = copies.load_accounts(file, database)
    record_event(database, terminal_actor(), EventKind.RESTORED, file.name)
    typer.echo(
        f"{count_noun(people_held, 'person', 'people')} and the audit are in the database of the accounts now. {file} "
        "is as it was: remove it once they can sign in, as it holds their secrets too."
    )


def open_accounts(context: typer.Context, data: Path | None) -> AccountsDatabase:
    """The accounts of this call's data folder, or where MARACDASH_ACCOUNTS says."""
    chosen = load_settings().model_copy(update={"data": find_data_folder(context, data)})
    opened = AccountsDatabase(chosen.accounts_address, Record(chosen.data).lasting_key)
    context.call_on_close(opened.close)
    return opened


def terminal_actor() -> Actor:
    """The person at this machine, as the audit names them."""
    return Actor(person="", who=f"{current_user()} (command line)")


def _change(
    context: typer.Context,
    data: Path | None,
    change: Callable[[AccountsDatabase, Actor, str], None],
    email: str,
    said: str,
) -> None:
    change(open_accounts(context, data), terminal_actor(), email)
    typer.echo(f"{email.strip().casefold()} {said}")


def _read_access(
    context: typer.Context, data: Path | None, role: GivenRole, areas: list[str] | None, *, everywhere: bool
) -> Access:
    if everywhere and areas:
        raise MaracdashError("Name areas or say --everywhere, not both.")
    if not areas:
        return Access(role=Role(role.value), everywhere=everywhere or role is GivenRole.ADMINISTRATOR)
    directory = open_reader(context, data).ask(queries.DIRECTORY)
    return Access(role=Role(role.value), areas=frozenset(directory.own(each).code for each in areas))


def _warn_of_differencing(context: typer.Context, data: Path | None, access: Access) -> None:
    """Say what the areas let somebody work out of others."""
    directory = read_directory(find_data_folder(context, data)) if access.areas else AreaDirectory()
    for each in find_partly_seen_forces(access.areas, directory):
        typer.echo(write_differencing(each), err=True)


def _name_areas(context: typer.Context, data: Path | None) -> dict[str, str]:
    """The name of every force and Marac by its code."""
    return read_directory(find_data_folder(context, data)).names


def _describe_account(account: Account, names: Mapping[str, str]) -> str:
    access = account.access
    areas = (
        "all areas"
        if access.everywhere
        else ", ".join(sorted(names.get(code, code) for code in access.areas)) or "no areas"
    )
    state = "" if account.active else "  deactivated"
    return f"{account.email}  {account.name}  {access.role}  {areas}{state}"


def _guess_site(chosen: Settings) -> str:
    """The dashboard's address as far as the settings tell. Raises MaracdashError where they name no host."""
    if not chosen.public_address and chosen.host in ANY_HOST:
        raise MaracdashError(
            f"Nothing says by which name others reach the dashboard: MARACDASH_HOST is {chosen.host}. Set "
            "MARACDASH_HOSTS to the name that people use, or give its address with --site. Nobody was invited."
        )
    return chosen.public_address or f"http://{chosen.listens_at}{chosen.path_prefix}"
