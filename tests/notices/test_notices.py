"""What readers are told: each kind of notice from what was sent and published."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from maracdash import catalogue
from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.intake.preview import drafts
from maracdash.model.audiences import Audience
from maracdash.model.notices import Notification, NotificationKind, filter_notifications
from maracdash.model.people import LOCAL, Person, Role
from maracdash.notices import collect_notices, guidance_changes, read_state
from maracdash.reading.reader import Reader
from maracdash.store.submissions.manifests import read_manifests
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_file, make_returns

create_draft = partial(drafts.create_draft, sender=LOCAL)

AREAS = """code,name,level,parent,valid_to
N1,Northshire,force,,
B1,Birchford,marac,N1,
A1,Ashby,marac,N1,
C1,Castle,marac,N1,2024-03-31
"""
HEADER = "marac,quarter,entries,cases"
TODAY = date(2025, 2, 20)
DUE_DAYS = 42


def send(folder: Path, *rows: str, who: str = "Ada") -> str | None:
    return accept_files(folder, [make_returns(*rows, header=HEADER)], who, accept_warnings=True).id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Birchford is in to the end of 2024, Ashby lacks the last two quarters, Castle closed in March."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    accept_files(folder, [make_file(AREAS, "areas.csv")], "Ada")
    send(
        folder,
        *(f"B1,2024-Q{quarter},3,40" for quarter in (1, 2, 3, 4)),
        "A1,2024-Q1,3,9",
        "A1,2024-Q2,3,9",
        "C1,2024-Q1,3,8",
    )


def list_notices(folder: Path, kind: NotificationKind, today: date = TODAY) -> tuple[Notification, ...]:
    return tuple(
        each for each in collect_notices(Reader(folder, Audience.FULL), today, DUE_DAYS, LOCAL) if each.kind is kind
    )


def notice_texts(found: Sequence[Notification]) -> list[str]:
    return [each.text for each in found]


def test_an_empty_folder_has_nothing_to_tell(tmp_path: Path):
    assert collect_notices(Reader(tmp_path / "new", Audience.FULL), TODAY, DUE_DAYS, LOCAL) == ()
    assert not (tmp_path / "new").exists()


def test_a_withdrawal_is_told_as_one_and_not_as_new_figures(folder: Path):
    last = read_manifests(folder)[-1].id
    withdraw_submission(folder, last, "a test", "Bea", sender=LOCAL)
    newest, *_ = notice_texts(list_notices(folder, NotificationKind.RELEASE))
    assert newest == f"Figures withdrawn: quarterly returns ({last}) from Ada."


def test_each_release_is_told_with_what_it_brought(folder: Path):
    ids = [each.id for each in read_manifests(folder)]
    assert notice_texts(list_notices(folder, NotificationKind.RELEASE)) == [
        f"New figures: quarterly returns ({ids[1]}) came in from Ada.",
        f"New figures: areas ({ids[0]}: Ashby, Birchford, Castle) came in from Ada.",
    ]


def test_figures_of_a_marac_that_came_changed_or_went(folder: Path):
    before = {each.id for each in list_notices(folder, NotificationKind.FIGURES)}
    sent = send(folder, "B1,2024-Q4,3,50", "B1,2023-Q4,3,50", who="Bea")
    changed = [each for each in list_notices(folder, NotificationKind.FIGURES) if each.id not in before]
    assert notice_texts(changed) == ["Birchford: first figures for 2023-Q4, figures sent again for 2024-Q4."]
    assert changed[0].area is not None
    assert changed[0].area.code == "B1"
    withdraw_submission(folder, sent or "", "a mistake", "Bea", sender=LOCAL)
    assert (
        notice_texts(list_notices(folder, NotificationKind.FIGURES))[0]
        == "Birchford: figures withdrawn for 2023-Q4 and 2024-Q4."
    )


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2025, 2, 11), "2024-Q3"), (date(2025, 2, 12), "2024-Q4"), (date(2025, 1, 1), "2024-Q3")],
)
def test_a_return_is_missing_from_the_day_after_it_was_due(folder: Path, today: date, missing: str):
    """2024-Q4 ends on 31 December, 42 days before 11 February."""
    (said,) = notice_texts(list_notices(folder, NotificationKind.MISSING, today))
    assert said.startswith(f"Ashby: the return for {missing} has not come in.")


def test_a_missing_return_and_a_second_one(folder: Path):
    (first,) = notice_texts(list_notices(folder, NotificationKind.MISSING, date(2024, 11, 20)))
    assert first == (
        "Ashby: the return for 2024-Q3 has not come in. It was due on 11 November 2024. The quarter before stands in "
        "for it; if 2024-Q4 is missing too, Ashby is left out."
    )
    (second,) = notice_texts(list_notices(folder, NotificationKind.MISSING))
    assert second == (
        "Ashby: the return for 2024-Q4 has not come in. It was due on 11 February 2025. 2 quarters in a row are "
        "missing, from 2024-Q3 on: Ashby is left out until it returns."
    )


def test_a_marac_that_opened_and_never_returned_is_missing_too(folder: Path):
    opened = make_file(
        "code,name,level,parent,valid_from\nD1,Dale,marac,N1,2024-07-01\nE1,Elm,marac,N1,\n", "areas.csv"
    )
    assert accept_files(folder, [opened], "Ada", accept_warnings=True).id
    (found,) = (
        text
        for text in notice_texts(list_notices(folder, NotificationKind.MISSING, date(2024, 11, 20)))
        if "Ashby" not in text
    )
    assert found == (
        "Dale: the return for 2024-Q3 has not come in. It was due on 11 November 2024. Dale has not returned anything "
        "since it opened, so it has no figures yet."
    )
    assert "Dale" not in str(list_notices(folder, NotificationKind.MISSING, date(2024, 11, 10)))


def test_a_late_return_ends_the_notice(folder: Path):
    send(folder, "A1,2024-Q3,3,9", "A1,2024-Q4,3,9")
    assert list_notices(folder, NotificationKind.MISSING) == ()


def test_a_failed_check_is_told_without_a_word_of_the_file(folder: Path):
    create_draft(folder, [make_returns("B1,2025-Q1,3,ten", header=HEADER)], "Bea")
    found = list_notices(folder, NotificationKind.CHECK)
    assert notice_texts(found) == ["An upload by Bea (quarterly returns of Birchford) had 1 problem and was not kept."]
    assert found[0].area is not None
    assert found[0].area.name == "Birchford"
    create_draft(folder, [make_file("surname,dob\nSmith,1980-01-02\n", "Smith.csv")], "Bea")
    assert (
        notice_texts(list_notices(folder, NotificationKind.CHECK))[0]
        == "An upload by Bea (a file of no known kind) had 1 problem and was not kept."
    )


def told_to(folder: Path, role: Role, *areas: str) -> str:
    """All that a person of these rights is told, as one text."""
    person = Person(id="p", name="P", role=role, areas=frozenset(areas))
    return "\n".join(notice_texts(collect_notices(Reader(folder, person.audience), TODAY, DUE_DAYS, person)))


def test_who_sent_a_return_is_told_to_those_with_rights_in_its_areas_alone(folder: Path):
    sent = send(folder, "B1,2023-Q4,3,50", who="Bea")
    assert f"New figures: quarterly returns ({sent}) came in from Bea." in told_to(folder, Role.READER, "B1")
    for areas in (("A1",), ("C1",)):
        said = told_to(folder, Role.READER, *areas)
        assert "New figures: a submission of other areas came in." in said
        assert "Birchford: first figures for 2023-Q4." in said
        assert "Bea" not in said
        assert str(sent) not in said
    assert "from Ada" in told_to(folder, Role.READER, "N1"), "the force of all of them"
    assert "Bea" not in told_to(folder, Role.PUBLIC)
    withdraw_submission(folder, sent or "", "a test", "Bea", sender=LOCAL)
    assert "Figures withdrawn: a submission of other areas." in told_to(folder, Role.READER, "A1")


def test_a_failed_upload_is_told_to_administrators_and_to_who_may_send_for_its_areas(folder: Path):
    create_draft(folder, [make_returns("B1,2025-Q1,3,ten", header=HEADER)], "Bea")
    create_draft(folder, [make_file("surname,dob\nSmith,1980-01-02\n", "Smith.csv")], "Cy")
    assert "upload by Bea" in told_to(folder, Role.SUBMITTER, "B1")
    for role, area in ((Role.SUBMITTER, "A1"), (Role.READER, "B1"), (Role.READER, "N1")):
        assert "upload" not in told_to(folder, role, area)
    assert "Cy" not in told_to(folder, Role.SUBMITTER, "B1"), "a file of no known area is nobody's"
    assert "upload by Cy" in told_to(folder, Role.ADMINISTRATOR)


def test_who_mends_a_file_and_sends_it_again_is_told_of_once(folder: Path):
    for text in ("ten", "eleven", "twelve"):
        create_draft(folder, [make_returns(f"B1,2025-Q1,{text},ten", header=HEADER)], "Bea")
    create_draft(folder, [make_returns("B1,2025-Q1,3,ten", header=HEADER)], "Cy")
    assert notice_texts(list_notices(folder, NotificationKind.CHECK)) == [
        "An upload by Cy (quarterly returns of Birchford) had 1 problem and was not kept.",
        "3 uploads by Bea (quarterly returns of Birchford) were not kept; the last had 2 problems.",
    ]


def test_a_marac_whose_name_or_dates_were_sent_is_told_of_it(folder: Path):
    renamed = make_file("code,name,level,parent\nB1,Birchford Vale,marac,N1\n", "areas.csv")
    sent = accept_files(folder, [renamed], "Bea", accept_warnings=True).id
    assert (
        notice_texts(list_notices(folder, NotificationKind.RELEASE))[0]
        == f"New figures: areas ({sent}: Birchford Vale) came in from Bea."
    )
    (newest, *_) = list_notices(folder, NotificationKind.FIGURES)
    assert newest.text == "Birchford Vale: details of the area (name, dates, population) were sent."
    assert newest.area is not None
    assert newest.area.code == "B1"


def test_changed_guidance_is_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert list_notices(folder, NotificationKind.GUIDANCE) == ()
    first = catalogue.INDICATORS[0]
    real = guidance_changes.fingerprint_guidance
    monkeypatch.setattr(guidance_changes, "fingerprint_guidance", lambda each: "new" if each is first else real(each))
    for _ in range(2):
        assert notice_texts(list_notices(folder, NotificationKind.GUIDANCE)) == [
            f"The guidance changed on “{first.title}”."
        ]


def test_newest_first_and_the_same_ids_each_time(folder: Path):
    found = collect_notices(Reader(folder, Audience.FULL), TODAY, DUE_DAYS, LOCAL)
    assert [each.when for each in found] == sorted((each.when for each in found), reverse=True)
    assert [each.id for each in found] == [
        each.id for each in collect_notices(Reader(folder, Audience.FULL), TODAY, DUE_DAYS, LOCAL)
    ]
    assert len({each.id for each in found}) == len(found)


def test_notices_of_one_marac_and_of_all(folder: Path):
    found = filter_notifications(collect_notices(Reader(folder, Audience.FULL), TODAY, DUE_DAYS, LOCAL), "B1")
    assert {each.area.code for each in found if each.area} == {"B1"}
    assert any(each.kind is NotificationKind.RELEASE for each in found)


def test_read_and_unread_are_each_persons_own(folder: Path):
    found = collect_notices(Reader(folder, Audience.FULL), TODAY, DUE_DAYS, LOCAL)
    first, *others = [each.id for each in found]
    read_state.mark_read(folder, "Ada", [first, *others])
    read_state.mark_unread(folder, "Ada", [first])
    assert read_state.read_ids(folder, "Ada") == {*others}
    assert read_state.read_ids(folder, "Bea") == set()
    read_state.mark_read(folder, "Ada", [first])
    read_state.mark_read(folder, "Ada", [])
    assert read_state.read_ids(folder, "Ada") == {first, *others}


def test_marks_of_a_person_do_not_grow_without_end(folder: Path):
    """However often somebody marks, their file holds what they have read, and so many older marks at most."""
    notices = [f"notice-{number}" for number in range(100)]
    read_state.mark_read(folder, "Ada", notices)
    (marks,) = folder.glob("read/*")
    size = marks.stat().st_size
    for _ in range(5):
        read_state.mark_read(folder, "Ada", notices)
    assert marks.stat().st_size == size
    for _ in range(30):
        read_state.mark_unread(folder, "Ada", notices)
        read_state.mark_read(folder, "Ada", notices[:60])
    assert len(marks.read_text().splitlines()) < 100 + read_state.MAX_OUTDATED + 100
    assert read_state.read_ids(folder, "Ada") == {*notices[:60]}
