"""A page that is open while a newer release is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS
from tests.support.servers import serve
from tests.support.visits import Visit

pytestmark = pytest.mark.browser

NEWEST = UploadedFile("newest.csv", b"marac,quarter,entries,cases,repeats\nAM001,2025-Q1,3,150,20\n")


def test_all_of_the_page_is_of_the_new_release_with_the_next_choice(
    visit: Visit, demonstration: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(demonstration, tmp_path / "data"))
    with serve(folder, tmp_path / "log") as served:
        visit.address = served.address
        page = visit.open("/?marac=AM001&quarter=2024-Q4&indicator=cases")
        accept_files(folder, [NEWEST], "tests", accept_warnings=True, demonstration=True)
        published = Reader(folder, Audience.FULL).release.id
        assert published not in page.locator("footer").inner_text()
        page.wait_for_timeout(POINTER_CHECK_SECONDS * 1000 + 100)  # until each worker may look once more
        page.locator("[data-set='view=trend']").click()
        expect(page.locator("footer")).to_contain_text(published)
        expect(page.locator("#quarter option[value='2025-Q1']")).to_have_count(1)
        assert "view=trend" in page.url
