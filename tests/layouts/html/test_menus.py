"""Pages of one sentence: they need no script and no data."""

from __future__ import annotations

from layouts.html import error_page
from layouts.html.menus import UPLOAD


def test_a_plain_page_escapes_what_it_is_given() -> None:
    page = error_page.build_error_page("Not found", "There is no “<script>alert(1)</script>”.", "A & B", "/style.css")
    assert "<script>" not in page
    assert "A &amp; B" in page


def test_a_plain_page_leads_to_the_tools_that_need_no_figures() -> None:
    page = error_page.build_error_page("Not available", "No data.", "A", "/style.css", (UPLOAD,))
    assert f'<a href="{UPLOAD.href}">{UPLOAD.word}</a>' in page
