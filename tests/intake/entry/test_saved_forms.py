"""A form that was begun survives a closed browser, and holds no words."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from maracdash.intake.entry import saved_forms

TYPED = {"marac": "B1", "meeting_date": "3/4/2024", "cases": "12", "repeats": "<5", "referred_police": "2.5"}


def test_each_person_has_a_form_of_their_own(tmp_path: Path):
    saved_forms.save_form(tmp_path, "Ada", TYPED)
    saved_forms.save_form(tmp_path, "Bea", {"cases": "1"})
    assert saved_forms.read_saved_form(tmp_path, "Ada") == TYPED
    assert saved_forms.read_saved_form(tmp_path, "Bea") == {"cases": "1"}
    saved_forms.delete_saved_form(tmp_path, "Ada")
    assert saved_forms.read_saved_form(tmp_path, "Ada") == {}
    saved_forms.delete_saved_form(tmp_path, "../../etc/passwd")


def test_words_are_not_kept(tmp_path: Path):
    saved_forms.save_form(
        tmp_path, "Ada", {**TYPED, "children": "Mrs Smith", "meeting_date": "born 1980", "notes": "12"}
    )
    kept = (tmp_path / "drafts" / "forms").glob("*")
    assert not any(b"Smith" in path.read_bytes() or b"born" in path.read_bytes() for path in kept)
    assert "children" not in saved_forms.read_saved_form(tmp_path, "Ada")
    assert "notes" not in saved_forms.read_saved_form(tmp_path, "Ada")


def test_a_date_in_words_is_a_date(tmp_path: Path):
    for text in ("14 October 2026", "14th Oct 2026", "14/10/2026"):
        saved_forms.save_form(tmp_path, "Ada", {"meeting_date": text})
        assert saved_forms.read_saved_form(tmp_path, "Ada") == {"meeting_date": text}


def test_forms_that_nobody_comes_back_to_are_swept(tmp_path: Path):
    saved_forms.save_form(tmp_path, "Ada", TYPED)
    (form,) = (tmp_path / "drafts" / "forms").iterdir()
    long_ago = (datetime.now(UTC) - timedelta(days=15)).timestamp()
    os.utime(form, (long_ago, long_ago))
    saved_forms.save_form(tmp_path, "Bea", TYPED)
    assert not form.exists()


def test_after_two_weeks_it_is_gone(tmp_path: Path):
    saved_forms.save_form(tmp_path, "Ada", TYPED)
    assert saved_forms.read_saved_form(tmp_path, "Ada", datetime.now(UTC) + timedelta(days=15)) == {}
    assert saved_forms.read_saved_form(tmp_path, "Ada") == {}
