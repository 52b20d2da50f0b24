"""Fixtures that every test may ask for."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from dash import Dash
from hypothesis import HealthCheck
from hypothesis import settings as properties

import callbacks
from app import create_app
from maracdash import demo
from maracdash.accounts import passwords
from maracdash.exports.chromium import INSTALL_ADVICE, find_executable
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.quarters import Quarter
from maracdash.settings import Settings
from tests.support import postgresql
from tests.support.object_stores import BUCKET, S3Server, find_azure_server, serve_azure, serve_s3

# The same cases on every machine: a run that fails can be run again. How fast it makes them is no fault.
properties.register_profile(
    "seeded", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
properties.load_profile("seeded")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Of browser tests alone, read the files that speak of a browser: to import all others takes 10 seconds."""
    return (config.option.markexpr == "browser" and not _speaks_of_browser(collection_path)) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no worker waits at the end for another's."""
    for path in {each.path for each in items if each.get_closest_marker("browser")}:
        if not _speaks_of_browser(path):
            raise pytest.UsageError(f"Write the word browser in {path}: with -m browser its tests would be left out.")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _speaks_of_browser(path: Path) -> bool:
    return not path.name.startswith("test_") or path.is_dir() or "browser" in path.read_text(encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def without_clocks() -> Iterator[None]:
    """Apps of this process have no clocks: some tests count every step on the disk, whoever makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(callbacks, "_register_clocks", lambda *_: None)
        yield


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own, emptied after it: all tests together would fill 5 GB of a small disk.

    The folder itself stays, so that no other test is given the same path: some things are remembered by it.
    """
    yield tmp_path
    with suppress(OSError):  # where the test has taken it away, or the right to look into it
        for each in tmp_path.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink()


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords of tests are nobody's secret: hashing costs little, but in `tests/accounts/test_passwords.py`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of this machine, for Playwright's `executable_path`."""
    found = find_executable()
    if found is None:
        pytest.fail(INSTALL_ADVICE)
    return Path(found)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small fictional country, three years up to 2024-Q4, brought in by the front door."""
    folder = tmp_path_factory.mktemp("demonstration")
    files = [UploadedFile(each.name, each.content) for each in demo.build_country(30, 3, last=Quarter(2024, 4))]
    outcome = accept_files(folder, files, "tests", accept_warnings=True, demonstration=True)
    assert outcome.release, outcome.report.problems
    return folder


@pytest.fixture(scope="session")
def app(demonstration: Path) -> Dash:
    """The one app of a test run, on the demonstration data."""
    return create_app(Settings(data=demonstration, deployment="Alderland Maracs"))


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """One S3 server for all tests."""
    with serve_s3() as server:
        yield server


@pytest.fixture
def storage_address(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty place in it, which programs find by the variables of the environment."""
    for name, each in s3.environment.items():
        monkeypatch.setenv(name, each)
    return f"s3://{BUCKET}/{uuid.uuid4().hex}"


@pytest.fixture(scope="session")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Azure's blobs, by the variables that lead there."""
    if find_azure_server() is None:
        pytest.skip("Azurite, Azure's server for tests, is not installed: npm install --global azurite")
    with serve_azure(tmp_path_factory.mktemp("azure")) as variables:
        yield variables


@pytest.fixture
def azure_address(azure: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty place in it."""
    for name, each in azure.items():
        monkeypatch.setenv(name, each)
    return f"az://{BUCKET}/{uuid.uuid4().hex}"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """A server of PostgreSQL, by the folder of its socket."""
    with postgresql.start_server() as socket:
        yield socket


@pytest.fixture
def postgresql_address(postgresql_server: Path) -> Iterator[str]:
    """The address of an empty database of PostgreSQL."""
    address = postgresql.create_database(postgresql_server)
    yield address
    postgresql.drop_database(postgresql_server, address)
