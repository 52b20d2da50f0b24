"""What has been sent: files as they came, a submission withdrawn and brought back, releases compared."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from maracdash import queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.store.releases import publish
from maracdash.store.releases.publish import is_up_to_date
from maracdash.store.releases.release_history import list_release_diffs
from maracdash.store.submissions.manifests import read_manifests, read_manifests_in_force
from tests.support.upload_pages import token

CONTENT = b"marac,quarter,entries,cases,repeats\nAM001,2025-Q1,3,150,20\n"


@pytest.fixture
def submission(folder: Path) -> str:
    """One more submission, by somebody."""
    outcome = accept_files(
        folder, [UploadedFile("été.csv", CONTENT)], "Bea <b>", accept_warnings=True, demonstration=True
    )
    assert outcome.id, outcome.report.problems
    return outcome.id


def decide(client: FlaskClient, submission: str, does: str, reason: str):
    path = f"/upload/history/{submission}"
    fields = {"csrf_token": token(client), "does": does, "reason": reason, "who": "Cy"}
    return client.post(path, data=fields, follow_redirects=True)


def test_every_submission_is_listed_with_its_files(client: FlaskClient, submission: str):
    page = client.get("/upload/history").text
    assert page.index(submission) < page.index("000001-")
    assert "Bea &lt;b&gt;" in page
    assert "Birchford, 2025-Q1" in page
    answer = client.get(f"/upload/history/{submission}/original/0")
    assert answer.data == CONTENT
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"/upload/history/{submission}/original/1").status_code == 404
    assert client.get("/upload/history/../../etc").status_code == 404


def test_an_original_that_is_not_as_it_was_is_not_handed_out(client: FlaskClient, folder: Path, submission: str):
    (original,) = (folder / "submissions" / submission / "original").iterdir()
    original.write_bytes(CONTENT + b"AM011,2025-Q1,3,666,20\n")
    answer = client.get(f"/upload/history/{submission}/original/0")
    assert answer.status_code == 500
    assert "has been changed since it was accepted. Restore its folder from a backup." in answer.text
    assert "3,666,20" not in answer.text
    original.unlink()
    answer = client.get(f"/upload/history/{submission}/original/0")
    assert (answer.status_code, "is missing since it was accepted" in answer.text) == (500, True)
    original.write_bytes(CONTENT)
    assert client.get(f"/upload/history/{submission}/original/0").data == CONTENT


def test_a_submission_is_withdrawn_with_a_reason_and_brought_back(client: FlaskClient, folder: Path, submission: str):
    assert "Say why, in a few words." in decide(client, submission, "Withdraw", " ").text
    assert submission in [each.id for each in read_manifests_in_force(folder)]
    page = decide(client, submission, "Withdraw", "Sent twice").text
    assert submission not in [each.id for each in read_manifests_in_force(folder)]
    assert "by Cy (web): Sent twice" in page
    assert "has changed this submission meanwhile" in decide(client, submission, "Withdraw", "Again").text
    page = decide(client, submission, "Bring back", "It was right").text
    assert submission in [each.id for each in read_manifests_in_force(folder)]
    assert (page.count("Changes when it was added"), page.count("Changes when it was removed")) == (2, 1)
    assert len(read_manifests(folder)) == 4


def test_a_withdrawal_that_was_not_published_is_published_when_the_form_is_sent_again(
    client: FlaskClient, folder: Path, submission: str, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publish, "build_release", refuse)
        assert f"The withdrawal of {submission} is recorded" in decide(client, submission, "Withdraw", "Twice").text
    assert not is_up_to_date(folder)
    page = decide(client, submission, "Withdraw", "Twice")
    assert (page.status_code, page.request.path) == (200, f"/upload/history/{submission}")
    assert is_up_to_date(folder)
    assert len(read_manifests(folder)) == 3


def test_a_submission_leads_to_what_it_changed(client: FlaskClient, folder: Path, submission: str):
    decide(client, submission, "Withdraw", "Sent twice")
    page = client.get(f"/upload/history/{submission}").text
    out, counted = (html.unescape(each) for each in re.findall(r'href="(/upload/releases[^"]+)"', page))
    assert f'{submission}</th><td class="words">no longer counts' in client.get(out).text
    assert f'{submission}</th><td class="words">now counts' in client.get(counted).text
    first = min(each.id for each in read_manifests(folder))
    assert "What it changed" not in client.get(f"/upload/history/{first}").text


def test_what_was_sent_since_is_said_to_count_on(client: FlaskClient, folder: Path, submission: str):
    assert "will still count" not in client.get(f"/upload/history/{submission}").text
    again = CONTENT.replace(b"150", b"151")
    later = accept_files(folder, [UploadedFile("again.csv", again)], "Bea", accept_warnings=True, demonstration=True).id
    page = client.get(f"/upload/history/{submission}").text
    assert f"Submission {later}, sent later, covers the same Maracs and quarters and will still count in full" in page
    assert "will still count" not in client.get(f"/upload/history/{later}").text


def test_two_releases_are_compared_the_older_first(client: FlaskClient, folder: Path, submission: str):
    now, then = (each.entry.release.id for each in list_release_diffs(folder))
    page = client.get(f"/upload/releases?then={now}&now={then}").text
    assert submission in page
    assert "now counts: Birchford, 2025-Q1" in page
    assert f"/report?release={then}&amp;own=AM001" in page, "of the force whose figures changed"
    assert "No headline figure of Maracs and forces changed, for January to December 2024." in page
    assert "New since: 2025-Q1." in page
    assert client.get("/upload/releases?then=x&now=y").status_code == 404
    assert "Compare" in client.get("/upload/history").text


def test_headline_figures_that_changed_are_named_with_both_numbers(client: FlaskClient, folder: Path):
    corrected = CONTENT.replace(b"2025-Q1,3,150", b"2024-Q4,3,999")
    assert accept_files(
        folder, [UploadedFile("again.csv", corrected)], "Bea", accept_warnings=True, demonstration=True
    ).id
    now, then = (each.entry.release.id for each in list_release_diffs(folder))
    then_cases, now_cases = (cases(folder, each) for each in (then, now))
    page = client.get(f"/upload/releases?then={then}&now={now}").text
    assert (
        f'>{then_cases:,.0f}</td><td>{now_cases:,.0f}</td><td class="words">returns sent again or withdrawn</td>'
        in page
    )


def cases(folder: Path, release: str) -> float:
    """Cases of AM001 in 2024, as a release told them."""
    asked = Reader(folder, Audience.FULL).at(release)
    found = asked.ask(queries.TIDY_TABLE, Quarter(2024, 4), levels=(Level.MARAC,), slugs=("cases",)).cells
    return next(each.value.number or 0 for each in found if each.area.code == "AM001")


def test_the_template_names_the_maracs_of_the_release(client: FlaskClient):
    answer = client.get("/upload/template")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[0] == "Returns"
    assert "marac-return-template.xlsx" in answer.headers["Content-Disposition"]
    assert book["Maracs"].max_row > 20
