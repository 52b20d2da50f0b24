"""What is safe to share, from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.cli.safe_release import EARLIER_HIDDEN
from maracdash.model.audiences import Audience
from maracdash.model.safe_rules import SafeRule
from maracdash.reading.reader import Reader
from maracdash.record import Record
from maracdash.store import safe_rule
from maracdash.store.folder_names import RULE_FILE
from maracdash.store.releases.publish import current_release_path
from maracdash.store.storages import addresses
from maracdash.words.sources import SAFE_ALONE
from tests.support import small_country


@pytest.fixture
def held(tmp_path: Path) -> Path:
    small_country.fill(tmp_path / "data")
    return tmp_path / "data"


def test_the_rule_is_told_and_a_changed_one_is_published(maracdash, held: Path) -> None:
    code, out, _ = maracdash("safe-rule", "--data", held)
    assert (code, out) == (0, f"{SafeRule().words}\n")
    before = current_release_path(held)
    code, out, _ = maracdash("safe-rule", "--data", held, "--withheld-up-to", 9, "--rounded-to", 10)
    assert code == 0
    assert out.startswith("The rule was changed; published in release-")
    assert EARLIER_HIDDEN in out
    assert "Counts of 1 to 9 are withheld" in out
    assert current_release_path(held) != before
    assert Record(held).safe_rule() == SafeRule(withheld_up_to=9, rounded_to=10)


def test_nobody_is_asked_to_set_the_rule_again_while_the_storage_does_not_answer(
    maracdash, held: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    maracdash("safe-rule", "--data", held, "--withheld-up-to", 9)
    maracdash("storage", "move", storage_address, "--data", held)
    with monkeypatch.context() as outage:

        def fail(*_: object) -> None:
            raise OSError(5, "the storage does not answer")

        outage.setattr(addresses.find_storage(held).files, "read", fail)
        for words in ((), ("--rounded-to", 10)):
            code, _, err = maracdash("safe-rule", "--data", held, *words)
            assert code == 1
            assert "cannot be read now: the storage does not answer. It stays as it was set" in err
            assert "set the rule again" not in err
    assert Record(held).safe_rule() == SafeRule(withheld_up_to=9)


def test_a_rule_that_would_protect_nothing_is_refused(maracdash, held: Path) -> None:
    code, _, err = maracdash("safe-rule", "--data", held, "--rounded-to", 50)
    assert code == 1
    assert "That is no rule: counts are rounded to at least 1" in err
    assert Record(held).safe_rule() == SafeRule()


def test_a_looser_rule_than_the_usual_one_must_be_meant(maracdash, held: Path) -> None:
    code, _, err = maracdash("safe-rule", "--data", held, "--withheld-up-to", 4)
    assert code == 1
    assert "protects less than the usual one" in err
    assert Record(held).safe_rule() == SafeRule()
    assert maracdash("safe-rule", "--data", held, "--withheld-up-to", 4, "--looser")[0] == 0
    assert Record(held).safe_rule().withheld_up_to == 4


def test_a_rule_that_was_written_and_not_published_is_published_by_saying_it_again(maracdash, held: Path) -> None:
    safe_rule.write_safe_rule(held, SafeRule(smallest_base=38))
    code, _, err = maracdash("publish-safe", "--data", held, held.parent / "public")
    assert code == 1
    assert "not published by the rule" in err
    assert "published in release-" in maracdash("safe-rule", "--data", held, "--smallest-base", 38)[1]
    assert maracdash("publish-safe", "--data", held, held.parent / "public")[0] == 0


def test_a_rule_that_cannot_be_read_is_set_again(maracdash, held: Path) -> None:
    (held / RULE_FILE).write_text("{", encoding="utf-8")
    assert maracdash("safe-rule", "--data", held)[0] == 1
    assert maracdash("safe-rule", "--data", held, "--smallest-base", 30)[0] == 0
    assert Record(held).safe_rule() == SafeRule(smallest_base=30)


def test_a_folder_inside_the_data_folder_is_no_folder_for_the_public(maracdash, held: Path) -> None:
    assert "Name an empty one" in maracdash("publish-safe", "--data", held, held / "safe-releases")[2]


def test_a_file_is_called_public_and_protected_again(maracdash, held: Path) -> None:
    sent = Record(held).submissions()[0].manifest.id
    assert f"submission {sent}" in maracdash("safe-rule", "--data", held, "--public", sent)[1]
    assert Record(held).safe_rule().public_submissions == (sent,)
    assert sent not in maracdash("safe-rule", "--data", held, "--not-public", sent)[1]
    code, _, err = maracdash("safe-rule", "--data", held, "--public", "000009-nowhere")
    assert (code, err) == (1, "There is no submission 000009-nowhere.\n")


def test_the_public_is_given_a_folder_of_its_own(maracdash, held: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    code, out, _ = maracdash("publish-safe", "--data", held, public)
    assert code == 0
    assert str(public) in out
    assert "Repeat this after each publication" in out
    safe = Reader(held, Audience.SAFE).ask(queries.TIDY_TABLE, small_country.LAST)
    assert Reader(public, Audience.SAFE).ask(queries.TIDY_TABLE, small_country.LAST) == safe
    assert sorted(each.name for each in public.iterdir()) == ["format.json", "safe-releases"]
    told = maracdash("status", "--data", public)[1]
    assert told.startswith(f"{SAFE_ALONE}\nRelease      {Record(held).release_id()}\n")
    assert json.loads(maracdash("status", "--json", "--data", public)[1])["safe_alone"] is True
    assert json.loads(maracdash("status", "--json", "--data", held)[1])["safe_alone"] is False
    small_country.correct(held, 90)
    assert maracdash("safe-rule", "--data", held, "--smallest-base", 30)[0] == 0
    assert maracdash("publish-safe", "--data", held, public)[0] == 0
    assert Reader(public, Audience.SAFE).release == Reader(held, Audience.SAFE).release


def test_no_safe_release_goes_into_a_folder_with_full_figures(maracdash, held: Path, tmp_path: Path) -> None:
    code, _, err = maracdash("publish-safe", "--data", held, held)
    assert code == 1
    assert "holds submissions or full figures" in err
    code, _, err = maracdash("publish-safe", "--data", tmp_path / "none", tmp_path / "public")
    assert code == 1
    assert "There is no safe release to copy" in err


def test_every_export_can_be_of_what_is_safe_to_share(maracdash, held: Path, tmp_path: Path) -> None:
    small_country.correct(held, 13)
    maracdash("safe-rule", "--data", held, "--smallest-base", 30)
    out = tmp_path / "out.csv"
    words = ("table", "--data", held, "--quarter", str(small_country.LAST), "--level", "uk", "--indicator", "cases")
    for more, said, cases in (((), "Full figures", "123"), (("--safe",), "Safe to share", "125")):
        assert maracdash("export", *words, *more, "-o", out)[0] == 0
        with out.open(encoding="utf-8-sig", newline="") as lines:
            row = next(csv.DictReader(lines))
        assert (row["marking"].startswith(said), float(row["value"])) == (True, float(cases))
    report = ("report", "--data", held, "--form", "force-marac", "--force", "F1", "--quarter", str(small_country.LAST))
    assert maracdash("export", *report, "--safe", "-o", tmp_path / "report.csv")[0] == 0
    assert "Safe to share" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_where_people_sign_in_the_audit_has_what_the_command_line_did(
    maracdash, held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_SIGN_IN", "accounts")
    report = ("report", "--form", "force-marac", "--force", "F1", "--quarter", str(small_country.LAST))
    assert maracdash("safe-rule", "--data", held, "--smallest-base", 30)[0] == 0
    assert maracdash("export", *report, "--safe", "--data", held, "-o", tmp_path / "report.csv")[0] == 0
    assert maracdash("withdraw", Record(held).submissions()[0].manifest.id, "--why", "a slip", "--data", held)[0] == 0
    told = maracdash("audit", "list", "--data", held)[1]
    assert [kind for kind in ("setting changed", "exported", "withdrew") if kind not in told] == []
    assert "audience: safe" in told
    assert maracdash("audit", "verify", "--data", held)[0] == 0


def test_no_return_is_loaded_into_a_folder_for_the_public(maracdash, held: Path, tmp_path: Path) -> None:
    public, returns = tmp_path / "public", tmp_path / "returns.csv"
    assert maracdash("publish-safe", "--data", held, public)[0] == 0
    returns.write_text("marac,quarter,cases\n", encoding="utf-8")
    code, _, err = maracdash("load", "--data", public, returns)
    assert code == 1
    assert "returns have no place in it" in err
    assert sorted(each.name for each in public.iterdir()) == ["format.json", "lock", "safe-releases"]
