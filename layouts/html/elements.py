"""Elements of HTML as Dash has them, built in a tenth of its time.

Dash looks up every property of every element while a page is built, which was a sixth of a page's time. Here what is
given is taken as it is; that each page gives only what its elements know is looked up by a test.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from dash import html
from dash.development.base_component import Component

from layouts.html.markup import ABOUT_ITSELF

Element = TypeVar("Element", bound=Component)


def _quicken(kind: type[Element]) -> type[Element]:
    """A way to build elements of a kind, called as the kind itself is."""
    about_itself = {name: value for name, value in vars(kind()).items() if name in ABOUT_ITSELF}

    def build(children: Any = None, **properties: Any) -> Element:
        built = object.__new__(kind)
        vars(built).update(about_itself, children=children, **properties)
        return built

    return cast("type[Element]", build)


A = _quicken(html.A)
Article = _quicken(html.Article)
Br = _quicken(html.Br)
Button = _quicken(html.Button)
Caption = _quicken(html.Caption)
Code = _quicken(html.Code)
Dd = _quicken(html.Dd)
Details = _quicken(html.Details)
Div = _quicken(html.Div)
Dl = _quicken(html.Dl)
Dt = _quicken(html.Dt)
Fieldset = _quicken(html.Fieldset)
Footer = _quicken(html.Footer)
Form = _quicken(html.Form)
H1 = _quicken(html.H1)
H2 = _quicken(html.H2)
H3 = _quicken(html.H3)
Header = _quicken(html.Header)
Img = _quicken(html.Img)
Label = _quicken(html.Label)
Legend = _quicken(html.Legend)
Li = _quicken(html.Li)
Main = _quicken(html.Main)
Nav = _quicken(html.Nav)
Ol = _quicken(html.Ol)
Optgroup = _quicken(html.Optgroup)
Option = _quicken(html.Option)
P = _quicken(html.P)
Progress = _quicken(html.Progress)
Section = _quicken(html.Section)
Select = _quicken(html.Select)
Span = _quicken(html.Span)
Strong = _quicken(html.Strong)
Summary = _quicken(html.Summary)
Table = _quicken(html.Table)
Tbody = _quicken(html.Tbody)
Td = _quicken(html.Td)
Textarea = _quicken(html.Textarea)
Th = _quicken(html.Th)
Thead = _quicken(html.Thead)
Tr = _quicken(html.Tr)
Ul = _quicken(html.Ul)
