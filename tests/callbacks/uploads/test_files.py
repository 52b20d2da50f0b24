"""Files through the browser's door: checked, shown, accepted once, cancelled without a trace."""

from __future__ import annotations

import errno
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from maracdash.catalogue.fields import field_names
from maracdash.disclosure import FULL_MARKING
from maracdash.model.quarters import Quarter
from maracdash.store.data_format import FORMAT
from maracdash.store.folder_names import FORMAT_FILE
from maracdash.store.storages.data_folder import FolderFiles
from maracdash.store.submissions.manifests import read_manifests
from tests.support.folders import read_normalised
from tests.support.upload_pages import accept, served, token

HEADER = "marac,quarter,entries,cases,repeats"
NOT_COLLECTED = "aken as not collected"
SEEN = r'name="seen"[^>]* value="(\w+)"'


@pytest.fixture
def marac(folder: Path) -> str:
    """The code of a Marac of the demonstration."""
    return read_normalised(folder, read_manifests(folder)[0].id, "returns.csv")[0]["marac"]


def send(client: FlaskClient, *files: tuple[str, str], **fields: str):
    """Post files as a form does."""
    data = {
        "csrf_token": token(client),
        **fields,
        "files": [(io.BytesIO(text.encode()), name) for name, text in files],
    }
    return client.post("/upload/file", data=data, content_type="multipart/form-data", follow_redirects=True)


def quarterly(*rows: str) -> tuple[str, str]:
    return ("returns.csv", "\n".join((HEADER, *rows)) + "\n")


def ticks(page: str) -> list[str]:
    return re.findall(r'name="warning" type="checkbox" value="([0-9a-f]+)"', page)


@pytest.mark.parametrize(
    "address", ["", "/file", "/form", "/grid", "/template", "/history", "/releases", "/areas", "/done/000001-0"]
)
def test_no_page_takes_figures_for_a_folder_of_a_newer_program(client: FlaskClient, folder: Path, address: str):
    (folder / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    before = sorted(folder.rglob("*"))
    page = client.get(f"/upload{address}")
    assert (page.status_code, page.text.count("was written by a newer version of this program")) == (409, 1)
    assert sorted(folder.rglob("*")) == before


def test_the_very_first_figures_are_marked_before_anything_is_published(tmp_path: Path):
    client = served(tmp_path / "new").test_client()
    areas = "code,name,level,parent\nN1,Northshire,force,\nB1,Birchford,marac,N1\n"
    year = [f"B1,2024-Q{quarter},3,60,20" for quarter in (1, 2, 3, 4)]
    assert FULL_MARKING not in client.get("/upload/file").text
    answer = send(client, ("areas.csv", areas), quarterly(*year))
    assert "Headlines, 12 months" in answer.text
    assert FULL_MARKING in answer.text


def test_what_is_only_unusual_can_be_taken_away_too(client: FlaskClient, marac: str):
    answer = send(client, quarterly(f"{marac},2025-Q1,7,9000,"))
    assert "Decide" in answer.text
    report = client.get(f"{answer.request.path}/problems.csv").data.decode("utf-8-sig")
    assert report.count(",warning,") == 2
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{answer.request.path}/marked/0").data))
    assert "9,000 cases" in book.worksheets[0]["D2"].comment.text
    assert all(f"{answer.request.path}/{name}" in answer.text for name in ("problems.csv", "marked/0"))


def test_what_is_unusual_is_said_beside_what_is_wrong(client: FlaskClient, marac: str):
    page = send(client, quarterly(f"{marac},2025-Q1,7,9000,", f"{marac},2025-Q2,3,ten,1")).text
    assert "“ten” is not a number" in page
    assert "Also unusual" in page
    assert "blank in 1 row" in page
    assert 'name="warning"' not in page, "nothing can be accepted yet"


def test_an_upload_that_cannot_be_read_for_a_while_is_not_said_to_be_gone(
    client: FlaskClient, marac: str, monkeypatch: pytest.MonkeyPatch
):
    address = send(client, quarterly(f"{marac},2025-Q1,3,60,20")).request.path
    fields = {"csrf_token": token(client), "warning": "all", "reason": "A new quarter"}
    with monkeypatch.context() as fault:
        fault.setattr(FolderFiles, "read", _refuse_to_read)
        answers = [client.get(address), *(client.post(f"{address}/{do}", data=fields) for do in ("accept", "cancel"))]
    for answer in answers:
        assert answer.status_code == 503
        assert "This upload cannot be read at the moment. Nothing was changed" in answer.text
        assert "not waiting any more" not in answer.text
    assert "Accepted and published" in accept(client, address, fields, follow_redirects=True).text


def _refuse_to_read(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_file_is_checked_shown_and_accepted(client: FlaskClient, folder: Path, marac: str):
    answer = send(client, quarterly(f"{marac},2025-Q1,3,60,20"), who="Ada <Lovelace>")
    assert answer.status_code == 200
    assert len(read_manifests(folder)) == 1
    for said in ("quarterly returns", "2025-Q1", "2 figures would be new, 0 would change", "Nothing has been kept"):
        assert said in answer.text
    address = answer.request.path
    fields = {"csrf_token": token(client), "warning": "all", "reason": "A new quarter"}
    done = accept(client, address, fields, follow_redirects=True)
    assert "Accepted and published" in done.text
    kept = read_manifests(folder)[-1]
    assert (len(read_manifests(folder)), kept.who) == (2, "Ada Lovelace (web)")
    assert client.get(address).status_code == 404
    assert "These files have been accepted already" in send(client, quarterly(f"{marac},2025-Q1,3,60,20")).text


def test_what_would_be_replaced_is_said_beforehand(client: FlaskClient, marac: str):
    page = send(client, quarterly(f"{marac},2024-Q4,3,60,20")).text
    assert re.search(r"figures? sent by tests on .* \(submission 000001-\w+\) would be replaced", page)
    assert "Figures that would differ" in page
    assert "Headlines, 12 months" in page


def test_what_was_shown_is_what_is_accepted(client: FlaskClient, folder: Path, marac: str):
    """Two checks of one quarter: the second was made before the first was accepted."""
    fields = {"csrf_token": token(client), "warning": "all", "reason": "So it was"}
    pages = [send(client, quarterly(f"{marac},2024-Q4,3,{cases},20")) for cases in (60, 61)]
    shown = [re.search(SEEN, page.text)[1] for page in pages]
    accepted = [
        accept(client, page.request.path, {**fields, "seen": seen}, follow_redirects=True)
        for page, seen in zip(pages, shown, strict=True)
    ]
    assert "Accepted and published" in accepted[0].text
    assert accepted[1].status_code == 409
    assert "have changed since you looked" in accepted[1].text
    assert len(read_manifests(folder)) == 2
    again = re.search(SEEN, accepted[1].text)[1]
    assert again != shown[1]
    last = accept(client, pages[1].request.path, {**fields, "seen": again}, follow_redirects=True)
    assert "Accepted and published" in last.text


def test_what_was_not_shown_is_not_accepted(client: FlaskClient, folder: Path, marac: str):
    page = send(client, quarterly(f"{marac},2024-Q4,3,60,20"))
    fields = {"csrf_token": token(client), "warning": "all", "reason": "So it was"}
    assert client.post(f"{page.request.path}/accept", data=fields).status_code == 409
    assert len(read_manifests(folder)) == 1


def test_what_was_replaced_since_is_accepted_again(client: FlaskClient, folder: Path, marac: str):
    """A correction that turns out wrong goes back to what was sent first."""
    fields = {"csrf_token": token(client), "warning": "all", "reason": "So it was"}
    for number, cases in enumerate((60, 61, 60), start=2):
        page = send(client, quarterly(f"{marac},2024-Q4,3,{cases},20"))
        assert "Accepted and published" in accept(client, page.request.path, fields, follow_redirects=True).text
        assert len(read_manifests(folder)) == number
    assert "accepted already" in send(client, quarterly(f"{marac},2024-Q4,3,60,20")).text


def test_a_quarter_that_is_not_over_says_when_it_is_shown(client: FlaskClient, marac: str):
    today = datetime.now(UTC).date()
    quarter = Quarter.of(today)
    answer = send(client, ("m.csv", f"marac,meeting_date,cases\n{marac},{quarter.start},12\n"))
    after = (quarter + 1).start
    said = f"{quarter} has not ended: its figures are kept now and shown from {after:%-d %B %Y}."
    assert said in answer.text
    fields = {"csrf_token": token(client), "warning": "all", "reason": "So it was"}
    done = accept(client, answer.request.path, fields, follow_redirects=True).text
    assert said in done
    assert "Everybody sees" not in done


def test_the_grid_keeps_the_meetings_that_are_held_and_counts_its_rows_itself(client: FlaskClient, marac: str):
    first = send(client, ("m.csv", f"marac,meeting_date,cases\n{marac},2025-01-08,12\n"))
    fields = {"csrf_token": token(client), "warning": "all", "reason": "So it was"}
    accept(client, first.request.path, fields)
    answer = send(client, ("grid.csv", f"marac,meeting_date,cases\n{marac},2025-02-05,13\n"), rows="true")
    assert "Meetings already held for the same quarter stay" in answer.text
    later = send(client, ("grid.csv", f"marac,meeting_date,cases\n{marac},2025-05-07,13\n"), rows="true").text
    assert "Meetings already held" not in later, "none is held of 2025-Q2"
    assert re.search(r"<td>12</td>\s*<td>25</td>|12</td><td[^>]*>25<", answer.text)
    assert "This replaces" not in answer.text
    wrong = send(client, ("grid.csv", f"marac,meeting_date,cases\n{marac},2025-02-05,ten\n"), rows="true").text
    assert re.search(r'>1</t[hd]><td class="words">Cases discussed</td>', wrong)
    assert 'href="/upload/grid/"' in wrong
    assert "in the grid, where your rows still are" in wrong


def test_a_file_called_like_the_grids_is_still_a_file(client: FlaskClient, marac: str):
    for name in ("grid.csv", "meeting-2025-02-05.csv"):
        page = send(client, (name, f"marac,meeting_date,cases\n{marac},2025-02-05,ten\n")).text
        assert f"sent-{name}" in page
        assert "in your own file" in page
        assert re.search(r'>2</t[hd]><td class="words">cases</td>', page)


def test_an_address_with_a_slash_is_the_same_page(client: FlaskClient):
    assert client.get("/upload/", follow_redirects=True).request.path == "/upload"


def test_warnings_are_ticked_and_explained(client: FlaskClient, folder: Path, marac: str):
    answer = send(client, quarterly(f"{marac},2024-Q4,3,9000,20"))
    address, boxes = answer.request.path, ticks(answer.text)
    assert boxes
    fields = {"csrf_token": token(client)}
    refused = accept(client, address, fields)
    assert refused.status_code == 422
    assert "Tick each unusual thing" in refused.text
    assert "Say why they are right" in refused.text
    refused = accept(client, address, {**fields, "warning": boxes})
    assert "Tick each" not in refused.text.partition("<h2>The")[0].partition("summary")[2].partition("</ul>")[0]
    assert len(read_manifests(folder)) == 1
    accept(client, address, {**fields, "warning": boxes, "reason": "Two years at once"})
    kept = read_manifests(folder)[-1]
    assert len(kept.warnings_accepted) == len(boxes)
    assert kept.why == "Two years at once"


def test_problems_are_named_by_row_column_and_value_and_nothing_can_be_accepted(
    client: FlaskClient, folder: Path, marac: str
):
    answer = send(client, quarterly(f"{marac},2024-Q4,3,forty,20", "ZZ9,2024-Q4,3,40,<script>"))
    for said in ("forty", "ZZ9", "&lt;script&gt;", "Send corrected files"):
        assert said in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]
    assert "Accept and publish" not in answer.text
    accept(client, answer.request.path, {"csrf_token": token(client)})
    assert len(read_manifests(folder)) == 1


def test_cancelling_leaves_nothing(client: FlaskClient, folder: Path, marac: str):
    answer = send(client, quarterly(f"{marac},2025-Q1,3,60,20"))
    gone = client.post(f"{answer.request.path}/cancel", data={"csrf_token": token(client)})
    assert "no copy of the files stays here" in gone.text
    assert [path for path in (folder / "drafts").iterdir() if path.is_dir() and path.name != "forms"] == []
    assert client.get(answer.request.path).status_code == 404
    again = client.post(f"{answer.request.path}/cancel", data={"csrf_token": token(client)})
    assert (again.status_code, "is not waiting any more" in again.text) == (404, True)


@pytest.mark.parametrize("name", ["Ada", ""])
def test_another_browser_cannot_decide_whatever_it_is_called(folder: Path, marac: str, name: str):
    server = served(folder)
    ours, theirs = server.test_client(), server.test_client()
    address = send(ours, quarterly(f"{marac},2025-Q1,3,60,20"), who=name).request.path
    send(theirs, quarterly(f"{marac},2025-Q1,3,61,20"), who=name)
    assert theirs.get(address).status_code == 404
    assert theirs.post(f"{address}/accept", data={"csrf_token": token(theirs)}).status_code == 404
    assert theirs.post(f"{address}/cancel", data={"csrf_token": token(theirs)}).status_code == 404
    assert ours.get(address).status_code == 200
    assert len(read_manifests(folder)) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://proxied.example", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://elsewhere.example"}, 400),
        ({"Origin": "null"}, 400),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 400),
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused_though_its_token_is_good(
    client: FlaskClient, marac: str, headers: dict[str, str], status: int
):
    address = send(client, quarterly(f"{marac},2025-Q1,3,60,20")).request.path
    answer = client.post(f"{address}/cancel", data={"csrf_token": token(client)}, headers=headers)
    assert answer.status_code == status
    assert client.get(address).status_code == (404 if status == 200 else 200)


def test_a_name_given_later_loses_no_draft(client: FlaskClient, marac: str):
    address = send(client, quarterly(f"{marac},2025-Q1,3,60,20"), who="").request.path
    send(client, quarterly(f"{marac},2025-Q1,3,61,20"), who="Ada")
    assert client.get(address).status_code == 200


def test_case_level_data_is_refused_and_not_kept(client: FlaskClient, folder: Path):
    answer = send(client, ("cases.csv", "name,date_of_birth,postcode\nAnn Bell,01/02/1980,M1 1AA\n"))
    assert answer.status_code == 422
    assert "details of people" in answer.text
    assert "Ann Bell" not in answer.text
    assert not any((folder / "drafts").glob("*/1")) if (folder / "drafts").exists() else True


def test_a_form_without_its_token_changes_nothing(client: FlaskClient):
    answer = client.post("/upload/file", data={"files": (io.BytesIO(b"x"), "a.csv")})
    assert answer.status_code == 400
    assert "send it once more" in answer.text


def test_too_much_is_said_in_words_and_only_files_may_be_large(client: FlaskClient):
    fields = {"csrf_token": token(client)}
    multipart = "multipart/form-data; boundary=part"
    large = client.post("/upload/file", data=b"x" * (41 << 20), content_type=multipart)
    assert large.status_code == 413
    assert "more than 40 MB" in large.text
    assert client.post("/upload/file/x/accept", data={**fields, "reason": "x" * (3 << 20)}).status_code == 413


def test_nothing_chosen_is_said_beside_the_field(client: FlaskClient):
    answer = client.post("/upload/file", data={"csrf_token": token(client)})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.text


def test_uploads_can_be_switched_off(folder: Path):
    client = served(folder, uploads=False).test_client()
    for path in ("/upload", "/upload/file", "/upload/history"):
        assert client.get(path).status_code == 403
    assert client.post("/upload/file").status_code == 403
    assert served(folder, sign_in="public").test_client().get("/upload").status_code == 403
    assert served(folder, host="0.0.0.0", uploads=True).test_client().get("/upload").status_code == 200


def test_an_address_that_is_not_there_is_said_so(client: FlaskClient):
    assert client.get("/upload/nowhere").status_code == 404
    assert client.get("/upload/file/no-such-draft").status_code == 404


def test_the_problems_go_along_as_a_table_and_as_the_marked_workbook(client: FlaskClient, marac: str):
    answer = send(client, quarterly(f"{marac},2024-Q4,3,forty,20"))
    address = answer.request.path
    problems = client.get(f"{address}/problems.csv")
    assert "forty" in problems.data.decode("utf-8-sig")
    assert f'href="{address}/marked/0"' in answer.text
    marked = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}/marked/0").data))
    assert "forty" in [cell.value for row in marked.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert client.get(f"{address}/marked/1").status_code == 404


def test_a_fault_of_ours_is_a_sentence_with_a_number(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret details")

    monkeypatch.setattr("callbacks.uploads.files.create_draft", broken)
    answer = send(client, quarterly("AM001,2025-Q1,3,60,20"))
    assert answer.status_code == 500
    assert re.search(r"report the number [0-9a-f]{8}", answer.text)
    assert "secret details" not in answer.text


def test_a_row_with_many_blank_columns_asks_for_one_tick(client: FlaskClient, folder: Path, marac: str):
    columns = field_names()[1:]
    row = f"marac,quarter,entries,cases,{','.join(columns)}\n{marac},2025-Q1,7,60{',' * len(columns)}\n"
    answer = send(client, ("returns.csv", row))
    (box,) = ticks(answer.text)
    assert "Ready to accept once you have looked at 1 unusual thing" in answer.text
    assert f"returns.csv, row 2, {len(columns)} columns: blank in 1 row ({', '.join(columns)}): taken" in answer.text
    fields = {"csrf_token": token(client), "warning": box, "reason": "They are not collected"}
    done = accept(client, answer.request.path, fields, follow_redirects=True)
    assert "Accepted and published" in done.text
    assert len(read_manifests(folder)[-1].warnings_accepted) == 1


def test_blank_columns_beside_a_problem_are_one_row_too(client: FlaskClient, marac: str):
    header = "marac,quarter,entries,cases,repeats,children,males\n"
    page = send(client, ("returns.csv", f"{header}{marac},2025-Q1,3,ten,,,\n")).text
    assert page.count("blank in 1 row") == 1
    assert '<td class="words">repeats, children, males</td>' in page


def test_what_is_typed_is_asked_by_the_titles_of_its_fields(client: FlaskClient):
    fields = {"csrf_token": token(client), "do": "send", "marac": "AM001", "meeting_date": "8/1/2025", "cases": "9"}
    first = client.post("/upload/form", data=fields, follow_redirects=True)
    assert "blank" not in first.text, "columns that nobody gives are not in the file that the form makes"
    typed = "marac,meeting_date,cases,repeats,children\nAM001,8/1/2025,9,,1\nAM001,15/1/2025,9,1,\n"
    grid = send(client, ("grid.csv", typed), rows="true")
    assert grid.text.count(NOT_COLLECTED) == 1
    assert "row 1, Repeat cases: blank in 1 row; row 2, Children in the households: blank in 1 row" in grid.text
