"""Components written by the server."""

from dash import dcc, html

from layouts.html import html_page
from layouts.html.markup import input_tag, render_html
from layouts.html.page_frame import PageFrame


def test_names_values_and_texts_are_html_and_escaped():
    tree = html.Label(["<b>", None, html.Br(), 3], htmlFor="a", className="x", tabIndex=-1, **{"aria-label": '"&'})
    written = render_html(tree)
    assert written.startswith("<label ")
    assert written.endswith(">&lt;b&gt;<br>3</label>")
    for attribute in ('for="a"', 'class="x"', 'tabindex="-1"', 'aria-label="&quot;&amp;"'):
        assert f" {attribute}" in written


def test_what_is_true_stands_bare_and_what_is_false_not_at_all():
    assert render_html(input_tag(type="file", multiple=True, required=False, aria_describedby="h")) == (
        '<input type="file" multiple aria-describedby="h">'
    )
    assert render_html(html.Button("Go", disabled=True)) == "<button disabled>Go</button>"


def test_a_link_of_the_router_is_a_plain_link():
    assert render_html(dcc.Link("Overview", href="/")) == '<a href="/">Overview</a>'


def test_a_document_has_a_title_a_language_and_one_main():
    page = html_page.build_html_page(
        PageFrame(deployment="A & B", title="Upload"), [html.H1("Upload")], ["/a.css"], ["/a.js"]
    )
    assert "<title>Upload – A &amp; B</title>" in page
    assert '<html lang="en-GB">' in page
    assert page.count("<main") == 1
    assert '<script src="/a.js" defer>' in page
