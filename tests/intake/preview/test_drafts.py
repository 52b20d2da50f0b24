"""Uploads that wait: checked, shown, accepted once, or gone without a trace."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.accept import sandbox
from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.preview import drafts
from maracdash.model.errors import MaracdashError, NotFoundError, UnavailableError
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.record import Record
from maracdash.store.releases import release_preview
from maracdash.store.submissions import failed_checks
from maracdash.store.submissions.manifests import read_manifests
from tests.support.upload_files import QUARTERLY, YEAR, make_areas, make_file, make_returns

create_draft = partial(drafts.create_draft, sender=LOCAL)
read_draft = partial(drafts.read_draft, sender=LOCAL)


def sent(*rows: str) -> UploadedFile:
    return make_returns(*rows, header=QUARTERLY)


def traces(folder: Path) -> list[str]:
    return [path.name for path in (folder / "drafts").iterdir()] if (folder / "drafts").exists() else []


def test_a_draft_is_accepted_by_who_brought_it_and_then_gone(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    assert len(draft.id) == 32
    assert len(read_manifests(folder)) == 1
    with pytest.raises(NotFoundError, match="not waiting any more"):
        drafts.accept_draft(folder, draft.id, "Mallory", sender=LOCAL)
    outcome = drafts.accept_draft(folder, draft.id, "Bea", sender=LOCAL)
    assert [each.who for each in read_manifests(folder)] == ["Ada", "Bea"]
    assert outcome.id == read_manifests(folder)[1].id
    assert traces(folder) == []
    with pytest.raises(NotFoundError):
        drafts.accept_draft(folder, draft.id, "Bea", sender=LOCAL)


def test_beside_another_release_than_was_shown_nothing_is_kept(folder: Path):
    """Somebody else may be accepted while this waits for the lock."""
    shown = Record(folder).release_id()
    first, second = (create_draft(folder, [sent(f"B1,2025-Q1,3,{cases},20")], "Bea") for cases in (50, 51))
    assert drafts.accept_draft(folder, first.id, "Bea", sender=LOCAL, release=shown).id
    outcome = drafts.accept_draft(folder, second.id, "Bea", sender=LOCAL, release=shown)
    assert outcome.id is None
    assert not outcome.report.errors
    assert len(read_manifests(folder)) == 2
    assert drafts.accept_draft(folder, second.id, "Bea", sender=LOCAL, release=Record(folder).release_id()).id


def test_what_is_accepted_stays_so_though_its_draft_cannot_be_removed_for_a_while(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")

    def refuse(*_: object) -> None:
        raise UnavailableError("not now")

    monkeypatch.setattr(drafts, "cancel_draft", refuse)
    assert drafts.accept_draft(folder, draft.id, "Bea", sender=LOCAL).id == read_manifests(folder)[1].id


def test_the_folder_of_a_draft_is_taken_for_no_option(folder: Path):
    names = {create_draft(folder, [sent(f"B1,2025-Q1,3,5{number},20")], "Bea").id for number in range(3)}
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in names)
    assert len(names) == 3


def test_cancelling_leaves_nothing_and_is_for_who_brought_it(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    drafts.cancel_draft(folder, draft.id, "Mallory")
    assert traces(folder) == [draft.id]
    drafts.cancel_draft(folder, draft.id, "Bea")
    assert traces(folder) == []
    drafts.cancel_draft(folder, draft.id, "Bea")
    drafts.cancel_draft(folder, "../submissions", "Bea")
    assert len(read_manifests(folder)) == 1


def test_the_preview_counts_new_changed_and_unchanged_and_names_what_goes(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q4,3,80,10", "B1,2025-Q1,3,50,20")], "Bea").preview
    assert [(str(each.quarter), each.new, each.changed, each.unchanged) for each in seen.parts] == [
        ("2025-Q1", 2, 0, 0),
        ("2024-Q4", 0, 1, 1),
    ]
    assert [(each.area.name, each.field, each.was, each.now) for each in seen.changes] == [
        ("Birchford", "cases", "", "50"),
        ("Birchford", "repeats", "", "20"),
        ("Birchford", "cases", "40", "80"),
    ]
    assert (seen.new, seen.changed, seen.unchanged) == (2, 1, 1)
    first = read_manifests(folder)[0].id
    assert [(each.id, each.who, each.figures) for each in seen.replaced] == [(first, "Ada", 1)]
    assert [each.replaces for each in seen.changes] == ["", "", first]


def test_the_preview_says_which_figures_would_no_longer_count(folder: Path):
    """A return with other cases that leaves repeats blank: the repeats that are held are of other cases."""
    blank = sent("B1,2024-Q4,3,41,")
    seen = create_draft(folder, [blank], "Bea").preview
    assert [(each.new, each.changed, each.unchanged, each.lost) for each in seen.parts] == [(0, 1, 0, 1)]
    assert [(each.field, each.was, each.now) for each in seen.changes] == [("cases", "40", "41"), ("repeats", "10", "")]
    assert seen.replaced[0].figures == 2
    accept_files(folder, [blank], "Bea", accept_warnings=True)
    again = create_draft(folder, [sent("B1,2024-Q4,3,41,10")], "Bea").preview
    assert [(each.new, each.changed, each.unchanged, each.lost) for each in again.parts] == [(1, 0, 1, 0)]


def test_another_number_of_meetings_is_a_change(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q4,5,40,10")], "Bea").preview
    assert [(each.field, each.was, each.now) for each in seen.changes] == [("entries", "3", "5")]


def test_a_blank_column_of_the_same_cases_takes_nothing_away(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q4,3,40,")], "Bea").preview
    assert [(each.new, each.changed, each.unchanged, each.lost) for each in seen.parts] == [(0, 0, 1, 0)]
    assert seen.changes == ()
    assert seen.kept == (("repeats", 1),)
    assert create_draft(folder, [sent("B1,2024-Q4,3,41,")], "Bea").preview.kept == ()


def test_the_preview_gives_the_headlines_that_the_release_will_give(folder: Path):
    draft = create_draft(folder, [sent("B1,2024-Q4,3,80,10")], "Bea")
    cases = next(each for each in draft.preview.headlines if each.indicator.slug == "cases")
    assert (str(cases.quarter), cases.was, cases.now) == ("2024-Q4", 160, 200)
    assert drafts.accept_draft(folder, draft.id, "Bea", tuple(map(str, draft.report.warnings)), sender=LOCAL).id
    after = create_draft(folder, [sent("B1,2024-Q4,3,80,11")], "Bea").preview.headlines
    assert [each.was for each in after] == [each.now for each in draft.preview.headlines]


def test_a_quarter_that_is_not_over_hides_no_headline_of_one_that_is(folder: Path):
    """Meetings of the running quarter beside a correction: the 12 months of the correction are shown."""
    running = Quarter.of(datetime.now(UTC).date()).start
    rows = ("B1,2024-10-02,30,5", f"B1,{running},9,1")
    file = make_returns(*rows, header="marac,meeting_date,cases,repeats")
    seen = create_draft(folder, [file], "Bea").preview.headlines
    cases = next(each for each in seen if each.indicator.slug == "cases")
    assert (str(cases.quarter), cases.was, cases.now) == ("2024-Q4", 160, 150)


def test_a_correction_of_an_older_quarter_shows_the_last_12_months_that_it_changes(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q2,3,41,10")], "Bea").preview.headlines
    cases = next(each for each in seen if each.indicator.slug == "cases")
    assert (str(cases.quarter), cases.was, cases.now) == ("2024-Q4", 160, 161)
    same = create_draft(folder, [sent("B1,2024-Q4,3,40,10")], "Bea").preview.headlines
    assert {(str(each.quarter), each.was == each.now) for each in same} == {("2024-Q4", True)}


def test_headlines_that_are_no_figure_before_or_after_are_left_out(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q4,3,80,10")], "Bea").preview.headlines
    assert seen
    assert not [each for each in seen if each.was is None and each.now is None]


def test_published_figures_are_previewed_too(folder: Path):
    header = "level,area_code,area,quarter,indicator,value\n"
    accept_files(
        folder, [make_file(f"{header}uk,K02000001,UK,2024-Q1,cases,100\n", "p.csv")], "Ada", accept_warnings=True
    )
    seen = create_draft(
        folder,
        [make_file(f"{header}uk,K02000001,UK,2024-Q1,cases,120\nuk,K02000001,UK,2024-Q2,cases,130\n", "p.csv")],
        "Bea",
    ).preview
    assert (seen.new, seen.changed, seen.unchanged) == (1, 1, 0)
    assert [(each.field, each.was, each.now) for each in seen.changes] == [
        ("cases", "", "130"),
        ("cases", "100", "120"),
    ]


def test_a_withheld_count_shows_as_such(folder: Path):
    seen = create_draft(folder, [sent("B1,2024-Q4,3,40,<5")], "Bea").preview
    assert [(each.field, each.was, each.now) for each in seen.changes] == [("repeats", "10", "withheld")]


def test_a_headline_that_is_withheld_says_so(folder: Path):
    header = "marac,quarter,entries,cases,children"
    accept_files(folder, [make_returns(*(f"B1,2024-Q{each},3,40,25" for each in (1, 2, 3, 4)), header=header)], "Ada")
    seen = create_draft(folder, [make_returns("B1,2024-Q4,3,40,<5", header=header)], "Bea").preview
    (children,) = [each for each in seen.headlines if each.indicator.slug == "children"]
    assert (children.was, children.now, children.now_mark) == (100, None, "withheld")


def test_new_figures_are_listed_where_they_are_few(folder: Path, monkeypatch: pytest.MonkeyPatch):
    new = sent("B1,2025-Q1,3,50,20")
    listed = [(each.field, each.was, each.now) for each in create_draft(folder, [new], "Bea").preview.changes]
    assert listed == [("cases", "", "50"), ("repeats", "", "20")]
    monkeypatch.setattr(release_preview, "MAX_LISTED_NEW", 1)
    assert create_draft(folder, [new], "Bea").preview.changes == ()


def test_warnings_are_accepted_one_by_one_with_the_reason_kept(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,400,", "B1,2025-Q2,3,40,10")], "Bea")
    first, second = map(str, draft.report.warnings)
    assert drafts.accept_draft(folder, draft.id, "Bea", accepted_warnings=(first,), sender=LOCAL).id is None
    assert traces(folder) == [draft.id]
    outcome = drafts.accept_draft(
        folder, draft.id, "Bea", accepted_warnings=(first, second), reason="A merger", sender=LOCAL
    )
    note = read_manifests(folder)[-1]
    assert (note.id, note.why, note.warnings_accepted) == (outcome.id, "A merger", (first, second))


def test_the_same_file_twice_is_recognised(folder: Path):
    first = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    again = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    assert (first.same, again.same) == (None, None)
    kept = drafts.accept_draft(folder, first.id, "Bea", sender=LOCAL).id
    assert read_draft(folder, again.id, "Bea", sender=LOCAL).same == kept
    outcome = drafts.accept_draft(folder, again.id, "Bea", sender=LOCAL)
    assert (outcome.id, outcome.again, len(read_manifests(folder))) == (kept, True, 2)


def test_a_file_with_problems_waits_to_be_marked_but_is_never_accepted(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,ten,1")], "Bea")
    assert draft.preview.parts == ()
    assert drafts.read_draft_files(folder, draft.id, "Bea")[0].content == sent("B1,2025-Q1,3,ten,1").content
    assert drafts.accept_draft(folder, draft.id, "Bea", sender=LOCAL).id is None
    assert [(each.who, each.problems, each.kinds) for each in failed_checks.read_failed_checks(folder)] == [
        ("Bea", 1, ("quarterly returns",))
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"surname,dob\nSmith,1980-01-02\n",
        b"marac;surname;meeting_date;cases\nB1;Smith;2024-04-03;1\n",
        b"PK\x03\x04 a damaged workbook of Mrs Smith",
        b"marac,meeting_date,cases,surname\nB1,2024-04-03,10,Smith\n",
    ],
)
def test_nothing_is_kept_of_case_level_data_or_of_what_cannot_be_told(folder: Path, content: bytes):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20"), UploadedFile("Mrs Smith.csv", content)], "Bea")
    assert draft.id == ""
    assert draft.report.errors
    assert traces(folder) == []
    assert not any(b"Smith" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_drafts_of_yesterday_and_what_a_crash_left_are_swept(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    for left in (f".writing-{'x' * 32}", "y" * 32):
        (folder / "drafts" / left).mkdir()
    drafts.remove_old_drafts(folder, datetime.now(UTC) + timedelta(hours=23))
    assert len(traces(folder)) == 3
    drafts.remove_old_drafts(folder, datetime.now(UTC) + timedelta(hours=25))
    assert traces(folder) == []
    with pytest.raises(NotFoundError):
        read_draft(folder, draft.id, "Bea", sender=LOCAL)


def test_one_person_cannot_fill_the_disk_with_drafts(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS_PER_OWNER", 2)
    others = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Cy").id
    ids = [create_draft(folder, [sent(f"B1,2025-Q1,3,{cases},20")], "Bea").id for cases in (41, 42, 43)]
    assert set(traces(folder)) == {others, *ids[1:]}


def test_many_owners_cannot_either(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 3)
    ids = [create_draft(folder, [sent(f"B1,2025-Q1,3,{cases},20")], f"browser {cases}").id for cases in range(41, 46)]
    assert set(traces(folder)) == set(ids[2:])


def test_a_draft_is_its_owners_and_the_record_names_the_person(folder: Path):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "browser 1", who="Bea")
    assert drafts.accept_draft(folder, draft.id, "browser 1", who="Beatrice", sender=LOCAL).id
    assert read_manifests(folder)[-1].who == "Beatrice"


@pytest.mark.parametrize("draft_id", ["", "..", "../releases", "x" * 32, "a/b", "\0"])
def test_an_id_that_is_no_draft_is_unknown(folder: Path, draft_id: str):
    with pytest.raises(NotFoundError, match="not waiting any more"):
        read_draft(folder, draft_id, "Bea", sender=LOCAL)


def test_what_is_brought_to_the_demonstration_is_part_of_it_and_names_no_real_place(tmp_path: Path):
    assert accept_files(
        tmp_path, [make_areas(), sent(*YEAR)], "demonstration", accept_warnings=True, demonstration=True
    ).id
    draft = create_draft(tmp_path, [sent("B1,2025-Q1,3,50,20")], "Bea")
    assert drafts.accept_draft(tmp_path, draft.id, "Bea", sender=LOCAL).id
    assert read_manifests(tmp_path)[-1].demonstration
    real = make_file(
        "level,area_code,area,quarter,indicator,value\nforce,E23000031,Surrey,2024-Q1,cases,100\n", "p.csv"
    )
    assert "Surrey is a real place" in create_draft(tmp_path, [real], "Bea").report.errors[0].message
    under_a_real_force = make_file("code,name,level,parent\nW1,Woking,marac,Surrey\n", "areas.csv")
    found = create_draft(tmp_path, [under_a_real_force], "Bea").report
    assert "Surrey is a real place" in found.errors[0].message
    with pytest.raises(MaracdashError, match="never mixed"):
        accept_files(tmp_path, [sent("B1,2025-Q2,3,50,20")], "Bea")


def test_a_file_name_from_a_browser_loses_its_path(folder: Path):
    draft = create_draft(
        folder,
        [UploadedFile("C:\\Users\\Bea\\q1.csv", sent("B1,2025-Q1,3,50,20").content)],
        "Bea",
    )
    assert draft.report.files[0].name == "q1.csv"


def test_the_accepting_check_is_confined_too(folder: Path, monkeypatch: pytest.MonkeyPatch):
    draft = create_draft(folder, [sent("B1,2025-Q1,3,50,20")], "Bea")
    monkeypatch.setattr(
        sandbox, "run_in_sandbox", lambda *_, **__: (_ for _ in ()).throw(sandbox.SandboxStopped("Stopped."))
    )
    outcome = drafts.accept_draft(folder, draft.id, "Bea", sender=LOCAL)
    assert (outcome.id, [each.message for each in outcome.report.errors]) == (None, ["Stopped."])
