"""One meeting from the form: problems beside fields, a draft that stays, the next meeting offered."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from flask.testing import FlaskClient

from maracdash.model.quarters import Quarter
from maracdash.store.submissions.held_meetings import read_held_meetings
from maracdash.store.submissions.manifests import read_manifests
from tests.support.upload_pages import accept, served, token

STAY = "Meetings already held for the same quarter stay"
MARAC = {"marac": "AM001", "meeting_date": "8/1/2025"}


def fill(client: FlaskClient, do: str = "send", **values: str):
    fields = {"csrf_token": token(client), "do": do, **values}
    return client.post("/upload/form", data=fields, follow_redirects=True)


def field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', page) or re.search(rf'<input id="{name}"[^>]*>', page)
    assert found
    return found[0]


def test_each_problem_stands_beside_its_field_and_in_the_summary(client: FlaskClient, folder: Path):
    answer = fill(client, **MARAC, cases="ten", repeats="3", children="-1")
    assert answer.status_code == 422
    assert 'href="#cases"' in answer.text
    assert 'href="#children"' in answer.text
    assert 'aria-describedby="cases-hint cases-problem"' in field(answer.text, "cases")
    assert 'aria-invalid="true"' in field(answer.text, "cases")
    assert "aria-invalid" not in field(answer.text, "repeats")
    assert 'value="ten"' in field(answer.text, "cases")
    assert len(read_manifests(folder)) == 1


def test_a_marac_and_a_date_are_asked_for(client: FlaskClient):
    answer = fill(client, cases="10")
    assert answer.status_code == 422
    assert 'id="marac-problem"' in answer.text
    assert 'id="meeting_date-problem"' in answer.text


def test_a_meeting_goes_the_way_of_a_file_and_offers_the_next(client: FlaskClient, folder: Path):
    answer = fill(client, **MARAC, cases="10", repeats="3")
    assert "/upload/file/" in answer.request.path
    assert "2025-Q1" in answer.text
    assert 'href="/upload/form"' in answer.text
    fields = {"csrf_token": token(client), "warning": "all", "reason": "As it was"}
    done = accept(client, answer.request.path, fields, follow_redirects=True)
    assert len(read_manifests(folder)) == 2
    assert 'href="/?marac=AM001"' in done.text, "the overview is that of the Marac"
    link = re.search(r'href="(/upload/form\?marac=AM001&amp;meeting_date=(2025-\d\d-\d\d)?)"', done.text)
    assert link
    again = client.get(link[1].replace("&amp;", "&")).text
    assert '<option value="AM001" selected' in again or re.search(r"<option[^>]*selected[^>]*>", again)
    assert f'value="{link[2]}"' in again
    assert 'value="10"' not in client.get("/upload/form").text


def test_a_meeting_that_is_held_is_replaced_only_when_it_is_sent_again(client: FlaskClient, folder: Path):
    (day, other), *_ = (
        (first.day, second.day) for first, second in pairwise(read_held_meetings(folder, "AM001", Quarter(2024, 1)))
    )
    held = {"marac": "AM001", "meeting_date": str(day), "cases": "10"}
    asked = fill(client, **held)
    assert asked.status_code == 422
    assert "A meeting of this Marac on this day is held already" in asked.text
    agreed = re.search(r'name="replaces" value="([^"]*)"', asked.text)
    assert agreed
    assert fill(client, **held | {"meeting_date": str(other)}, replaces=agreed[1]).status_code == 422
    assert "/upload/file/" in fill(client, **held, replaces=agreed[1]).request.path


def test_a_meeting_is_corrected_from_what_is_held(client: FlaskClient, folder: Path):
    before = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    held = before[0]
    place = {"marac": "AM001", "meeting_date": str(held.day)}
    filled = fill(client, "fill", **place, cases="999")
    assert "The counts were filled in from the meeting of Birchford on" in filled.text
    shown = {name: re.search(r' value="([^"]*)"', field(filled.text, name)) for name in held.counts}
    counts = {name: value[1] for name, value in shown.items() if value and value[1]}
    told = {name: count for name, count in held.counts.items() if count is not None}
    assert {name: float(text) for name, text in counts.items()} == told
    assert f'value="{counts["cases"]}"' in field(client.get("/upload/form").text, "cases"), "kept as it is filled in"
    origin = re.search(r'name="filled" value="([^"]*)"', filled.text)
    assert origin
    place["filled"] = origin[1]
    assert fill(client, **place, **counts | {"repeats": "many"}).status_code == 422
    assert f'name="filled" value="{origin[1]}"' in client.get("/upload/form").text, "kept with what was typed"
    corrected = counts | {"repeats": str(int(counts["repeats"]) + 1)}
    page = fill(client, **place, **corrected)
    assert "would lose" not in page.text
    sent = {"csrf_token": token(client), "warning": "all", "reason": "Counted again"}
    assert accept(client, page.request.path, sent).status_code == 303
    after = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    assert after[1:] == before[1:]
    assert after[0].counts == held.counts | {"repeats": told["repeats"] + 1}


def test_a_held_meeting_is_moved_within_its_quarter_and_no_further(client: FlaskClient, folder: Path):
    before = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    days = [each.day for each in before]
    free = next(day for each in range(1, 30) if (day := date(2024, 3, each)) not in days)
    filled = fill(client, "fill", marac="AM001", meeting_date=str(days[0]))
    counts = {name: re.search(r' value="([^"]*)"', field(filled.text, name)) for name in before[0].counts}
    sent = {name: found[1] for name, found in counts.items() if found} | {"filled": f"AM001 {days[0]}"}
    for elsewhere in ({"marac": "AM002", "meeting_date": str(free)}, {"marac": "AM001", "meeting_date": "8/1/2025"}):
        refused = fill(client, **sent, **elsewhere)
        assert refused.status_code == 422
        assert (
            f"filled in from the meeting of Birchford on {days[0]}, which can be moved to another day" in refused.text
        )
    page = fill(client, **sent, marac="AM001", meeting_date=f"{free:%d/%m/%Y}")
    sure = {"csrf_token": token(client), "warning": "all", "reason": "It was then"}
    assert accept(client, page.request.path, sure).status_code == 303
    after = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    assert {each.day: each.counts for each in after} == {
        free if each.day == days[0] else each.day: each.counts for each in before
    }


def test_the_form_is_emptied_and_asks_for_maracs_that_meet_or_are_chosen(client: FlaskClient):
    fill(client, "save", **MARAC, cases="17")
    assert 'value="17"' not in fill(client, "empty", **MARAC, cases="17").text
    assert '<option value="AM014"' not in client.get("/upload/form").text, "closed in 2023"
    chosen = client.get("/upload/form?marac=AM014&meeting_date=2023-01-01").text
    assert re.search(r"<option[^>]*AM014[^>]*>", chosen)[0].count("selected") == 1


def test_what_is_held_is_filled_in_for_a_marac_and_a_day_that_has_it(client: FlaskClient, folder: Path):
    nothing = fill(client, "fill", cases="10")
    assert 'id="marac-problem"' in nothing.text
    assert 'id="meeting_date-problem"' in nothing.text
    assert 'value="10"' in field(nothing.text, "cases"), "what was typed stays"
    days = [str(each.day) for each in read_held_meetings(folder, "AM001", Quarter(2024, 1))]
    free = next(day for each in range(1, 30) if (day := f"2024-03-{each:02}") not in days)
    other = fill(client, "fill", marac="AM001", meeting_date=free)
    assert f"held. Those of 2024-Q1 are of {', '.join(days)}." in other.text
    assert "There is none of 2025-Q1." in fill(client, "fill", **MARAC).text


def test_a_draft_waits_in_this_browser_and_in_no_other(folder: Path):
    server = served(folder)
    ours, theirs = server.test_client(), server.test_client()
    assert "You can close this page" in fill(ours, "save", **MARAC, cases="17").text
    assert 'value="17"' in field(ours.get("/upload/form").text, "cases")
    assert 'value="17"' not in theirs.get("/upload/form").text
    kept = {"csrf_token": token(ours), **MARAC, "cases": "18"}
    assert ours.post("/upload/form/keep", data=kept).status_code == 204
    assert 'value="18"' in field(ours.get("/upload/form").text, "cases")
    assert ours.post("/upload/form/keep", data=MARAC).status_code == 400


@pytest.mark.parametrize(("sent", "said"), [("9", "9 of 10 cases"), ("", "0 of 10 cases")])
def test_sums_stand_there_without_a_script_too(client: FlaskClient, sent: str, said: str):
    answer = fill(client, "save", **MARAC, cases="10", referred_police=sent)
    assert f"Referrals so far: {said}" in answer.text


def test_a_half_filled_form_is_asked_about_what_it_would_take_away(client: FlaskClient, folder: Path):
    first, *_ = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    held = {"marac": "AM001", "meeting_date": str(first.day), "cases": "10"}
    agreed = re.search(r'name="replaces" value="([^"]*)"', fill(client, **held).text)
    assert agreed
    page = fill(client, **held, replaces=agreed[1])
    assert re.search(r">[\w ]+ would lose \d+ counts of 2024-Q1 \(", page.text), "nothing stands before it"
    assert re.search(
        r"\d+ indicators of [\w ]+ for 2024-Q1 and the 12 months .* would have no figure any more", page.text
    )
    fields = {"csrf_token": token(client)}
    assert accept(client, page.request.path, fields).status_code == 422
    assert len(read_manifests(folder)) == 1


def test_one_meeting_of_a_quarter_does_not_pass_for_all_of_it_unasked(client: FlaskClient, folder: Path):
    assert not read_held_meetings(folder, "AM001", Quarter(2025, 1))
    past = [len(read_held_meetings(folder, "AM001", Quarter(2024, each))) for each in (1, 2, 3, 4)]
    usual = f"{median(past):.10g}".replace(".", r"\.")
    alone = fill(client, **MARAC, cases="10").text
    assert re.search(rf"1 meeting for [\w ]+ in 2025-Q1, where it usually has {usual}\.", alone)
    assert STAY not in alone, "none was held"


def test_a_meeting_is_counted_with_the_held_ones_of_its_quarter(client: FlaskClient, folder: Path):
    held = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    free = next(day for day in range(1, 30) if date(2024, 3, day) not in {each.day for each in held})
    page = fill(client, marac="AM001", meeting_date=f"{free}/3/2024", cases="10").text
    assert "usually has" not in page
    assert STAY in page
