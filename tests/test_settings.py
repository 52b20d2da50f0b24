"""Settings from the environment: each is read, and a wrong one is a sentence that names it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from maracdash import settings
from maracdash.cli import serving
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from maracdash.store.submissions.manifests import read_manifests
from tests.support import small_country
from tests.support.repository import ROOT

GIVEN = {
    "data": ("/srv/marac", Path("/srv/marac")),
    "deployment": ("North West", "North West"),
    "home_force": ("F1", "F1"),
    "default_marac": ("M1", "M1"),
    "due_days": ("30", 30),
    "host": ("0.0.0.0", "0.0.0.0"),
    "port": ("9000", 9000),
    "workers": ("4", 4),
    "uploads": ("off", False),
    "log": ("json", "json"),
    "metrics_port": ("9100", 9100),
    "backup_recipient": ("age1x", "age1x"),
}


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in list(os.environ):
        if name.startswith(settings.ENVIRONMENT_PREFIX):
            monkeypatch.delenv(name)


def test_every_setting_has_a_default():
    assert settings.load_settings().data == Path("data/local")
    assert (settings.load_settings().host, settings.load_settings().port) == ("127.0.0.1", 8050)


@pytest.mark.parametrize("name", GIVEN)
def test_each_setting_is_read(monkeypatch, name):
    text, wanted = GIVEN[name]
    monkeypatch.setenv(settings.ENVIRONMENT_PREFIX + name.upper(), text)
    assert getattr(settings.load_settings(), name) == wanted


def test_every_setting_of_this_list_is_there():
    assert set(GIVEN) <= set(settings.Settings.model_fields)


def test_a_path_that_is_no_prefix_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("MARACDASH_PATH_PREFIX", "/marac/")
    with pytest.raises(MaracdashError, match=r"is “/marac/”: it is a slash and a name, .* as in /marac") as refused:
        settings.load_settings()
    assert "[" not in str(refused.value)


@pytest.mark.parametrize(("host", "address"), [("127.0.0.1", "127.0.0.1:8050"), ("::1", "[::1]:8050")])
def test_an_address_of_version_six_stands_in_brackets(host, address):
    assert settings.Settings(host=host).listens_at == address


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "http"),
        ("WORKERS", "0"),
        ("DUE_DAYS", "-1"),
        ("LOG", "xml"),
        ("METRICS_PORT", "0"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_is(monkeypatch, name, text):
    monkeypatch.setenv(settings.ENVIRONMENT_PREFIX + name, text)
    with pytest.raises(MaracdashError, match=f"MARACDASH_{name} is “{text}”: .*\\.$"):
        settings.load_settings()


@pytest.mark.parametrize("name", ["DATA", "DEPLOYMENT", "PORT"])
def test_an_empty_setting_is_none(monkeypatch, name):
    """An empty name of a folder is no other name for the current one."""
    monkeypatch.setenv(settings.ENVIRONMENT_PREFIX + name, "")
    assert settings.load_settings() == settings.Settings()


@pytest.mark.parametrize("hosts", ["https://marac.example.org", "a.example,b.example:443"])
def test_hosts_are_names_alone(hosts):
    with pytest.raises(MaracdashError, match="write the names alone, without https:// and port"):
        settings.check_settings(settings.Settings(hosts=hosts))
    settings.check_settings(settings.Settings(hosts="a.example, ::1,.b.example", https=True))


def test_all_wrong_settings_at_once(monkeypatch):
    monkeypatch.setenv("MARACDASH_PORT", "x")
    monkeypatch.setenv("MARACDASH_WORKERS", "y")
    with pytest.raises(MaracdashError, match=r"MARACDASH_PORT .* MARACDASH_WORKERS"):
        settings.load_settings()


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"host": "127.0.0.1"}, True),
        ({"host": "127.0.0.1", "uploads": False}, False),
        ({"host": "0.0.0.0"}, True),
        ({"host": "0.0.0.0", "sign_in": "none"}, False),
        ({"host": "0.0.0.0", "sign_in": "public"}, False),
        ({"host": "0.0.0.0", "sign_in": "public", "uploads": True}, True),
    ],
)
def test_figures_are_taken_only_where_it_is_known_who_sends_them(given, taken):
    assert settings.Settings(**given).accepts_uploads is taken


def test_the_readme_says_where_figures_are_taken_unless_it_is_set():
    row = re.search(r"^\| `MARACDASH_UPLOADS` \|.*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    on, _, off = row[0].split("|")[3].partition("off where")
    said = {mode: taken for text, taken in ((on, True), (off, False)) for mode in re.findall(r"`([a-z]+)`", text)}
    assert said == {mode.value: settings.Settings(sign_in=mode).accepts_uploads for mode in settings.SignIn}


# ---- The Marac and the force of a deployment


@pytest.fixture
def reader(tmp_path):
    small_country.fill(tmp_path)
    return Reader(tmp_path, Audience.FULL)


@pytest.mark.parametrize(
    ("marac", "force"), [("", ""), ("M3", ""), ("marac m3", ""), ("", "F2"), ("", "Force F2"), ("M1", "F2")]
)
def test_a_known_marac_and_force_may_start(reader, capsys, marac, force):
    serving.check_first_page(reader, settings.Settings(default_marac=marac, home_force=force))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("marac", "force", "sentence"),
    [
        ("M9", "", "called “M9” in this release. MARACDASH_DEFAULT_MARAC is “M9”: correct it."),
        ("", "F9", "called “F9” in this release. MARACDASH_HOME_FORCE is “F9”: correct it."),
        ("M1", "F9", "called “F9” in this release. MARACDASH_DEFAULT_MARAC is “M1” and MARACDASH_HOME_FORCE is “F9”"),
    ],
)
def test_an_unknown_one_is_refused_at_start(reader, marac, force, sentence):
    with pytest.raises(MaracdashError) as raised:
        serving.check_first_page(reader, settings.Settings(default_marac=marac, home_force=force))
    assert sentence in str(raised.value)


def test_without_data_the_pages_are_served_and_it_is_said(tmp_path, caplog):
    serving.check_first_page(Reader(tmp_path, Audience.FULL), settings.Settings(default_marac="M9"))
    assert "No data has been loaded yet." in caplog.text


def test_a_damaged_release_is_mended_at_start(tmp_path, capsys):
    small_country.fill(tmp_path)
    for each in (tmp_path / "releases").glob("*.duckdb"):
        each.write_bytes(b"")
    serving.check_first_page(Reader(tmp_path, Audience.FULL), settings.Settings())
    assert capsys.readouterr().err == ""
    assert publish_release(tmp_path)
    assert len(read_manifests(tmp_path)) == 1


# ---- Sign-in


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({}, "none"),
        ({"host": "::1"}, "none"),
        ({"host": "0.0.0.0"}, "accounts"),
        ({"hosts": "marac.example.org"}, "accounts"),
        ({"hosts": "localhost, 127.0.0.1"}, "none"),
        ({"host": "127.0.0.1", "sign_in": "accounts"}, "accounts"),
    ],
)
def test_nobody_signs_in_only_on_this_machine(given, mode):
    assert settings.Settings(**given).sign_in_mode == mode


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, ""),
        ({"host": "0.0.0.0"}, ""),
        ({"hosts": "localhost, 127.0.0.1"}, ""),
        (
            {"hosts": "localhost, maracs.example", "https": True, "path_prefix": "/marac"},
            "https://maracs.example/marac",
        ),
        ({"hosts": "maracs.example, other.example"}, "http://maracs.example"),
    ],
)
def test_the_address_for_others_is_that_of_the_first_name_that_is_set(given, address):
    assert settings.Settings(**given).public_address == address


PROXIED = {"sign_in": "proxy", "proxy_header": "X-User", "proxy_networks": "10.0.0.0/8", "proxies": 1}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"host": "0.0.0.0", "sign_in": "none"}, "which is only for this machine"),
        ({"hosts": "marac.example.org", "sign_in": "none"}, "which is only for this machine"),
        ({"host": "0.0.0.0"}, "nothing says that what they send is encrypted"),
        (
            {"port": 8051, "metrics_port": 8051},
            "MARACDASH_METRICS_PORT is 8051, and the dashboard listens on that port",
        ),
        ({"public": True}, "MARACDASH_PUBLIC needs people who sign in"),
        ({**PROXIED, "proxy_header": ""}, "set MARACDASH_PROXY_HEADER to the header that names the person"),
        ({**PROXIED, "proxy_networks": ""}, "MARACDASH_PROXY_NETWORKS to the addresses of the proxy"),
        ({**PROXIED, "proxy_networks": "10.0.0.1/8"}, "MARACDASH_PROXY_NETWORKS is “10.0.0.1/8”: "),
        ({"proxy_header": "X-User"}, "need MARACDASH_SIGN_IN to be proxy"),
        ({"sign_in": "accounts", "oidc_issuer": "https://id"}, "both, or neither"),
        ({"sign_in": "accounts", "oidc_client_id": "x"}, "both, or neither"),
        ({"oidc_issuer": "https://id", "oidc_client_id": "x"}, "need MARACDASH_SIGN_IN to be accounts"),
        ({"sign_in": "accounts", "oidc_issuer": "http://id", "oidc_client_id": "x"}, "must begin with https://"),
        (
            {"sign_in": "accounts", "oidc_issuer": "http://localhost.evil.example", "oidc_client_id": "x"},
            "must begin with https://",
        ),
    ],
)
def test_settings_of_sign_in_that_do_not_go_together_are_refused(given, sentence):
    with pytest.raises(MaracdashError, match=sentence):
        settings.check_settings(settings.Settings(**given))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sign_in": "accounts", "public": True},
        {"port": 8051, "metrics_port": 8052},
        {"host": "0.0.0.0", "https": True},
        {"host": "0.0.0.0", "proxies": 1},
        {**PROXIED, "host": "0.0.0.0"},
        {"sign_in": "accounts", "oidc_issuer": "https://id/tenant/v2.0", "oidc_client_id": "x"},
        {"sign_in": "accounts", "oidc_issuer": "http://localhost:9400", "oidc_client_id": "x"},
    ],
)
def test_settings_that_go_together_are_taken(given):
    settings.check_settings(settings.Settings(**given))


def test_a_wrong_way_to_sign_in_is_named(monkeypatch):
    monkeypatch.setenv("MARACDASH_SIGN_IN", "magic")
    with pytest.raises(MaracdashError, match=r"MARACDASH_SIGN_IN is “magic”: .*accounts"):
        settings.load_settings()


def test_a_secret_is_never_shown():
    assert "hush" not in repr(settings.Settings(oidc_client_secret="hush"))


@pytest.mark.parametrize(
    ("given", "sentence"), [({}, "Nobody signs in"), ({"sign_in": "accounts"}, "--admin"), (PROXIED, "X-User")]
)
def test_the_start_says_how_people_sign_in(given, sentence):
    assert sentence in serving.describe_sign_in(settings.Settings(**given))
