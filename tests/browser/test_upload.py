"""Sending figures in a real browser: every state at three widths, and the whole way by keyboard."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from werkzeug.serving import make_server

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.quarters import Quarter
from maracdash.store.submissions.held_meetings import read_held_meetings
from maracdash.store.submissions.manifests import read_manifests
from tests.support.accessibility import find_faults_on_way
from tests.support.keyboard import enter, tab_to
from tests.support.upload_pages import served
from tests.support.visits import SETTLED, WIDEST_AND_NARROWEST, WIDTHS, Visit

HEADER = "marac,quarter,entries,cases,repeats\n"
GOOD = ("good.csv", HEADER + "AM001,2025-Q1,3,150,20\n")
UNUSUAL = ("unusual.csv", HEADER + "AM001,2025-Q1,3,9000,\nAM002,2024-Q4,3,5000,20\n")
WRONG = ("wrong.csv", HEADER + "AM001,2024-Q4,3,forty,20\nZZ9,2024-Q4,3,40,-3\n")

PASTED = "marac\tmeeting_date\tcases\tcats\nAM002\t9/1/2025\t11\t3\n"

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration: what is sent here stays here."""
    return Path(shutil.copytree(demonstration, tmp_path / "data"))


@pytest.fixture
def sending(visit: Visit, folder: Path) -> Iterator[Visit]:
    """A visit to the upload pages."""
    server = make_server("127.0.0.1", 0, served(folder), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    visit.address = f"http://127.0.0.1:{server.server_port}"
    yield visit
    visit.page.close()
    server.shutdown()
    thread.join()
    server.server_close()


ROWS = """() => {
    const top = (element) => Math.round(element.getBoundingClientRect().top);
    const rows = new Map();
    for (const field of document.querySelectorAll(".counts .field")) {
        const foot = Math.round(field.getBoundingClientRect().bottom);
        const parts = [field.querySelector("label"), field.querySelector("input")].map(top);
        rows.set(foot, [...(rows.get(foot) || []), parts.join()]);
    }
    return [...rows.values()];
}"""
"""For each row of fields, where their labels and their boxes begin."""


@pytest.mark.parametrize("visit", WIDTHS[:2], indirect=True)
def test_labels_of_a_row_stand_at_one_height_and_so_do_its_boxes(sending: Visit) -> None:
    rows = sending.open("/upload/form").evaluate(ROWS)
    assert max(len(row) for row in rows) > 1
    assert [row for row in rows if len(set(row)) > 1] == []


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_no_violations_and_no_sideways_scroll_in_any_state(sending: Visit) -> None:
    page = sending.open("/upload")
    _clean(sending)
    _choose(sending)
    _clean(sending)
    _send(sending, WRONG)
    expect(page.locator("h1")).to_have_text("3 problems to correct before this can be accepted")
    _clean(sending)
    _send(sending, UNUSUAL)
    expect(page.locator("h1")).to_contain_text("Ready to accept once you have looked at")
    _clean(sending)
    page.click("form.accepts button")
    expect(page.locator(".summary")).to_be_focused()
    _clean(sending)
    page.check("#warning-all")
    page.fill("#reason", "Two years at once")
    page.click("form.accepts button")
    expect(page.locator("h1")).to_have_text("Accepted and published")
    _clean(sending)


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_the_record_is_clean_and_a_submission_can_be_withdrawn_and_brought_back(sending: Visit, folder: Path) -> None:
    page = sending.open("/upload/history")
    _clean(sending)
    tab_to(page, "tbody th a")
    enter(page)
    expect(page.locator("h1")).to_contain_text("Submission")
    _clean(sending)
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_be_focused()
    _clean(sending)
    page.fill("#reason", "A trial")
    page.click("main form button")
    expect(page.locator(".facts")).to_contain_text("A trial")
    _clean(sending)
    assert read_manifests(folder)[-1].why == "A trial"


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_the_grid_is_clean_empty_and_with_problems(sending: Visit) -> None:
    page = _grid(sending)
    _clean(sending)
    tab_to(page, ".ag-cell")
    page.locator(".ag-cell[col-id=cases]").first.click()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-problems")).to_contain_text("Row 1, Cases discussed: “x” is not a number")
    expect(page.locator(".wrong-cell").first).to_be_visible()
    for row, text in enumerate(("31/11/2026", "2024-02-29", "30 November 2026"), start=1):
        page.locator(".ag-cell[col-id=meeting_date]").nth(row).click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator("#grid-problems")).to_contain_text("Row 2, Date of the meeting: “31/11/2026” is not a date")
    expect(page.locator("#grid-problems")).to_contain_text("Row 4, Marac: Marac is needed.")
    for good in ("2024-02-29", "30 November 2026"):
        expect(page.locator("#grid-problems")).not_to_contain_text(good)
    _clean(sending)
    assert sending.complaints == []


def test_rows_are_typed_pasted_copied_undone_and_sent(sending: Visit, folder: Path) -> None:
    page = _grid(sending)
    page.locator(".ag-cell[col-id=marac]").first.click()
    for typed in ("AM001", "8/1/2025", "12"):
        page.keyboard.type(typed)
        _press(page, "Tab")
    expect(page.locator("#grid-problems")).to_have_text("Nothing.")
    page.locator(".ag-cell[col-id=marac]").nth(1).click()
    _paste(page, "cases\tmarac\tmeeting_date\n11\tAM002\t9/1/2025\n9\tnowhere\t9/1/2025\n")
    expect(page.locator("#grid-problems")).to_contain_text("Row 3, Marac: “nowhere” is no Marac")
    page.locator(".ag-cell[col-id=marac]").nth(2).click()
    page.click("[data-grid=delete]")
    expect(page.locator("#grid-problems")).to_have_text("Nothing.")
    page.click("[data-grid=copy]")
    page.click("[data-grid=undo]")
    page.locator(".ag-cell[col-id=marac]").nth(3).click()
    _paste(page, "AM003\n" * 2000)
    expect(page.locator("#grid-said")).to_contain_text("Nothing was pasted: that is more than the 2,000 rows")
    page.focus("form.rows .primary")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("eady to accept")
    expect(page.locator("main table").first).to_contain_text("grid.csv")
    _accept(page)
    assert read_manifests(folder)[-1].files[0].rows == 2
    assert sending.complaints == []


def test_many_meetings_wholly_by_keyboard(sending: Visit, folder: Path) -> None:
    """From the front page to the record: cells typed and pasted, a row copied, deleted and undone, all sent."""
    page = sending.open("/upload")
    tab_to(page, "main a[href='/upload/grid/']")
    enter(page)
    tab_to(page, ".ag-cell")
    _press(page, "ArrowRight")
    for text, key in (("AM001", "Tab"), ("8/1/2025", "Tab"), ("12", "Enter")):
        page.keyboard.type(text)
        _press(page, key)
    page.evaluate(f"navigator.clipboard.writeText({PASTED!r})")
    _press(page, "Control+V")
    expect(page.locator("#grid-said")).to_have_text("1 row pasted. Left out, as the grid has no such column: “cats”.")
    for does, second, third in (("copy", "AM002", "AM002"), ("delete", "AM002", ""), ("undo", "AM002", "AM002")):
        _press(page, "Escape")
        tab_to(page, f"[data-grid={does}]")
        _press(page, "Enter")
        expect(_marac(page, 1)).to_have_text(second)
        expect(_marac(page, 2)).to_have_text(third)
    _press(page, "Control+Z")
    expect(_marac(page, 2)).to_have_text("")
    expect(page.locator("#grid-problems")).to_have_text("Nothing.")
    _press(page, "Escape")
    tab_to(page, ".past")
    _press(page, "Enter")
    tab_to(page, "form.rows .primary")
    enter(page)
    _accept_by_keyboard(page)
    assert read_manifests(folder)[-1].files[0].rows == 2
    expect(_marac(_grid(sending), 0)).to_have_text("")
    assert sending.complaints == []


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_areas_are_clean_and_so_is_what_changing_them_would_do(sending: Visit) -> None:
    page = sending.open("/upload/areas")
    _clean(sending)
    header, *rows = (
        page.request.get(f"{sending.address}/upload/areas/areas.csv").body().decode("utf-8-sig").splitlines()
    )
    closing = next(row for row in rows if row.startswith("AM001,")).split(",")
    closing[header.split(",").index("valid_to")] = "2024-09-30"
    _send(sending, ("areas.csv", f"{header}\n{','.join(closing)}\n"))
    expect(page.locator("main")).to_contain_text("1 fact about areas would change")
    expect(page.locator("caption", has_text="Headlines, 12 months")).to_be_visible()
    _clean(sending)


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_two_releases_beside_each_other_are_clean(sending: Visit, folder: Path) -> None:
    corrected = HEADER.encode() + b"AM001,2024-Q4,3,999,20\n"
    assert accept_files(
        folder, [UploadedFile("again.csv", corrected)], "Bea", accept_warnings=True, demonstration=True
    ).id
    page = sending.open("/upload/history")
    page.click("text=Compare")
    expect(page.locator("caption", has_text="Figures of 12 months")).to_be_visible()
    _clean(sending)


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_notices_are_clean_counted_in_the_header_and_read_by_keyboard(sending: Visit) -> None:
    page = sending.open("/notifications")
    count = "getComputedStyle(document.getElementById('to-notifications'), '::after').content"
    page.wait_for_function(f"{count}.includes('(')")
    _clean(sending)
    tab_to(page, "main button[name=all]")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Everything is read.")
    page.wait_for_function(f"!{count}.includes('(')")
    _clean(sending)


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_the_form_is_clean_empty_and_with_problems(sending: Visit) -> None:
    page = sending.open("/upload/form")
    _clean(sending)
    page.fill("#cases", "ten")
    page.click("form.meeting .primary")
    expect(page.locator(".summary")).to_be_focused()
    _clean(sending)


def test_a_held_meeting_is_filled_in_by_keyboard(sending: Visit, folder: Path) -> None:
    first, *_ = read_held_meetings(folder, "AM001", Quarter(2024, 1))
    page = sending.open("/upload/form")
    page.select_option("#marac", "AM001")
    tab_to(page, "#meeting_date")
    page.keyboard.type(str(first.day))
    tab_to(page, "form.meeting button")
    page.keyboard.press("Enter")
    expect(page.locator("#cases")).to_have_value(f"{first.counts['cases']:.0f}")
    _clean(sending)


def test_one_meeting_by_keyboard_after_the_browser_was_closed(sending: Visit, folder: Path) -> None:
    page = sending.open("/upload/form")
    tab_to(page, "#marac")
    page.keyboard.type("B")
    tab_to(page, "#meeting_date")
    page.keyboard.type("8/1/2025")
    tab_to(page, "#cases")
    page.keyboard.type("12")
    tab_to(page, "#referred_police")
    page.keyboard.type("7.5")
    expect(page.locator("[data-sum=Referrals]")).to_have_text("Referrals so far: 7.5 of 12 cases")
    with page.expect_response("**/upload/form/keep"):
        tab_to(page, "#referred_idva")
        page.keyboard.type("1")
    page = sending.open("/upload/form")
    assert page.input_value("#cases") == "12"
    tab_to(page, "#referred_idva")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("eady to accept")
    _accept(page)
    assert len(read_manifests(folder)) == 2
    page.click("text=Another meeting for this Marac")
    assert page.input_value("#meeting_date") > "2025-01-08"
    assert page.input_value("#cases") == ""
    assert sending.complaints == []


def test_sending_a_file_by_keyboard(sending: Visit, folder: Path) -> None:
    page = sending.open("/upload")
    tab_to(page, "main a[href='/upload/file']")
    enter(page)
    tab_to(page, "#files")
    page.set_input_files("#files", [_file(UNUSUAL)])
    tab_to(page, "#who")
    page.keyboard.type("Ada")
    tab_to(page, "form.sends button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_contain_text("Ready to accept")
    tab_to(page, "#warning-all")
    page.keyboard.press("Space")
    expect(page.locator("[name=warning]:not(:checked)")).to_have_count(0)
    tab_to(page, "#reason")
    page.keyboard.type("Two years at once")
    tab_to(page, "form.accepts button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Accepted and published")
    kept = read_manifests(folder)[-1]
    assert (kept.who, kept.why) == ("Ada (web)", "Two years at once")
    assert sending.complaints == []
    assert all(each.startswith(sending.address) for each in sending.requests)


def test_files_can_be_dragged_and_a_refusal_keeps_the_page(sending: Visit) -> None:
    page = _choose(sending)
    dragged = page.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'wrong.csv')); return held; }",
        WRONG[1],
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": dragged})
    expect(page.locator("#files-chosen")).to_contain_text("wrong.csv")
    page.click("form.sends button")
    expect(page.locator("h1")).to_contain_text("problems to correct")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Send files")


def test_it_works_without_a_script(sending: Visit, scriptless_page: Page, folder: Path) -> None:
    page = scriptless_page
    page.goto(f"{sending.address}/upload/file")
    page.set_input_files("#files", [_file(GOOD)])
    page.click("form.sends button")
    expect(page.locator("h1")).to_contain_text("eady to accept")
    _accept(page)
    assert len(read_manifests(folder)) == 2


def _grid(visit: Visit) -> Page:
    page = visit.open("/upload/grid/")
    page.wait_for_selector(".ag-cell")
    expect(page.locator("#grid-problems")).to_have_text("Nothing.")
    return page


def _paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            const pasted = new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(pasted);
        }""",
        text,
    )


def _choose(visit: Visit) -> Page:
    return visit.open("/upload/file")


def _send(visit: Visit, file: tuple[str, str]) -> None:
    page = _choose(visit)
    page.set_input_files("#files", [_file(file)])
    page.click("form.sends button")
    page.wait_for_url("**/upload/file/*")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(SETTLED)  # the grid moves its focus after the key


def _marac(page: Page, row: int) -> Locator:
    return page.locator(".ag-cell[col-id=marac]").nth(row)


def _accept_by_keyboard(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("eady to accept")
    if page.locator("#reason").count():
        tab_to(page, "[name=warning]")
        page.keyboard.press("Space")
        tab_to(page, "#reason")
        page.keyboard.type("As it was")
    tab_to(page, "form.accepts button")
    enter(page)
    expect(page.locator("h1")).to_have_text("Accepted and published")


def _accept(page: Page) -> None:
    for box in page.locator("[name=warning]").all():
        box.check()
    if page.locator("#reason").count():
        page.fill("#reason", "As it was")
    page.focus("form.accepts button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Accepted and published")


def _file(file: tuple[str, str]) -> dict:
    return {"name": file[0], "mimeType": "text/csv", "buffer": file[1].encode()}


def _clean(visit: Visit) -> None:
    visit.page.wait_for_load_state()
    assert find_faults_on_way(visit) == []
