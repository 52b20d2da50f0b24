"""A return that leaves out what the held one gives: asked about first, and the figures that would go are named."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.entry.grid_entry import build_grid_file
from maracdash.intake.entry.meeting_entry import build_meeting_file
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.preview import drafts
from maracdash.model.people import LOCAL
from maracdash.store.submissions.manifests import read_manifests
from maracdash.words import uploads
from tests.support.upload_files import QUARTERLY, make_areas, make_returns

create_draft = partial(drafts.create_draft, sender=LOCAL)
meeting_file = partial(build_meeting_file, sender=LOCAL)
MEETINGS = "marac,meeting_date,cases,repeats,children,cases_with_children"
ADVICE = "Give them too, with 0 where there were none, or accept the warning."


def asked(folder: Path, *files: UploadedFile) -> list[str]:
    return [each.message for each in create_draft(folder, files, "Bea").report.warnings if ADVICE in each.message]


def test_a_file_with_fewer_columns_and_other_cases_is_asked_about(folder: Path):
    lacking = make_returns("B1,2024-Q4,3,41", header="marac,quarter,entries,cases")
    (message,) = asked(folder, lacking)
    assert message.startswith("Birchford would lose 1 count of 2024-Q4 (Repeat cases). The return that is held gives")
    refused = accept_files(folder, [lacking], "Bea")
    assert refused.id is None
    assert len(read_manifests(folder)) == 1
    assert accept_files(folder, [lacking], "Bea", accept_warnings=True).id


@pytest.mark.parametrize(
    "row",
    ["B1,2024-Q4,3,40,", "B1,2024-Q4,3,41,9", "B1,2024-Q4,3,41,0", "B1,2024-Q4,3,41,<5", "B1,2025-Q1,3,41,"],
)
def test_what_takes_nothing_away_is_not_asked_about(folder: Path, row: str):
    """The same cases and meetings keep what is blank; 0 and a withheld count are counts; a new quarter had none."""
    assert asked(folder, make_returns(row, header=QUARTERLY)) == []


def test_fewer_meetings_with_the_same_cases_are_other_meetings(folder: Path):
    assert len(asked(folder, make_returns("B1,2024-Q4,4,40,", header=QUARTERLY))) == 1


def test_one_question_names_a_few_maracs_and_quarters_and_counts_the_rest(folder: Path):
    rows = [f"B1,2024-Q{quarter},3,41" for quarter in (1, 2, 3, 4)]
    (message,) = asked(folder, make_returns(*rows, header="marac,quarter,entries,cases"))
    assert "of 2024-Q4 (Repeat cases); Birchford would lose 1 count of 2024-Q3 (Repeat cases); " in message
    assert "and 1 more quarter of a Marac would lose some." in message


def test_a_half_filled_form_for_the_only_meeting_held_is_asked_about(tmp_path: Path):
    held = make_returns("B1,2024-10-02,10,3,12,6", header=MEETINGS)
    assert accept_files(tmp_path, [make_areas(), held], "Ada", accept_warnings=True).id
    file = meeting_file(tmp_path, "B1", date(2024, 10, 2), {"cases": "11", "repeats": "2"})
    (message,) = asked(tmp_path, file)
    assert message.startswith(
        "Birchford would lose 2 counts of 2024-Q4 (Children in the households, Cases with children in the household)."
    )
    assert asked(tmp_path, meeting_file(tmp_path, "B1", date(2024, 10, 9), {"cases": "11", "repeats": "2"})), (
        "beside the held meeting: the quarter lacks what one of its meetings lacks"
    )
    whole = {"cases": "11", "repeats": "2", "children": "0", "cases_with_children": "0"}
    assert asked(tmp_path, meeting_file(tmp_path, "B1", date(2024, 10, 9), whole)) == []


def test_a_half_filled_row_of_the_grid_is_asked_about(tmp_path: Path):
    held = make_returns("B1,2024-10-02,10,3,12,6", header=MEETINGS)
    assert accept_files(tmp_path, [make_areas(), held], "Ada", accept_warnings=True).id
    known = read_existing_data(tmp_path).directory
    file = build_grid_file(tmp_path, known, b"marac,meeting_date,cases\nB1,2024-10-02,11\n", sender=LOCAL)
    (message,) = asked(tmp_path, file)
    assert message.startswith("Birchford would lose 3 counts of 2024-Q4 (")


def test_the_preview_states_first_which_figures_would_be_gone(folder: Path):
    lacking = make_returns("B1,2024-Q4,3,41", header="marac,quarter,entries,cases")
    seen = create_draft(folder, [lacking], "Bea").preview
    (loss,) = seen.losses
    assert (loss.area.name, [str(each) for each in loss.quarters], [str(each) for each in loss.years]) == (
        "Birchford",
        ["2024-Q4"],
        ["2024-Q4"],
    )
    assert [each.slug for each in loss.indicators] == ["repeat-rate"]
    assert uploads.write_difference(seen).startswith(
        "1 indicator of Birchford for 2024-Q4 and the 12 months to December 2024 would have no figure any more: "
    )


def test_the_loss_of_an_older_quarter_reaches_into_the_years_after_it(folder: Path):
    rows = [f"B1,2025-Q{quarter},3,40,10" for quarter in (1, 2, 3)]
    assert accept_files(folder, [make_returns(*rows, header=QUARTERLY)], "Ada", accept_warnings=True).id
    lacking = make_returns("B1,2024-Q3,3,41", header="marac,quarter,entries,cases")
    (loss,) = create_draft(folder, [lacking], "Bea").preview.losses
    assert [str(each) for each in loss.quarters] == ["2024-Q3"]
    assert [str(each) for each in loss.years] == ["2024-Q4", "2025-Q1", "2025-Q2"]


def test_figures_that_stay_are_no_losses(folder: Path):
    assert create_draft(folder, [make_returns("B1,2024-Q4,3,41,9", header=QUARTERLY)], "Bea").preview.losses == ()
    assert create_draft(folder, [make_returns("B1,2024-Q4,3,40,", header=QUARTERLY)], "Bea").preview.losses == ()
