"""The what-if of posts step by step, and beside the posts that are in place."""

from __future__ import annotations

from maracdash.catalogue.staffing import multiply_cases
from maracdash.model.dashboards import PostsInPlace, WhatIf
from maracdash.model.numbers import format_number
from maracdash.model.values import Value
from maracdash.words import numbers
from maracdash.words.staffing import CASES_PER_ADMIN, CASES_PER_IDVA

NAMES = {"idva": "Idva", "admin": "administrator"}
HALF, FIFTH = "half post", "fifth of a post"


def write_arithmetic(answer: WhatIf, cases: Value) -> tuple[str, ...]:
    """Each step as a sentence: the cases, then each kind of post. `cases` is the figure that it starts from."""
    then = answer.then.cases
    return (
        _cases_step(answer, cases),
        _posts_step("Idvas", then, CASES_PER_IDVA, HALF, answer.then.idva),
        _posts_step("Administrators", then, CASES_PER_ADMIN, FIFTH, answer.then.admin),
    )


def write_enough(answer: WhatIf, in_place: PostsInPlace) -> tuple[str, ...]:
    """A sentence for each kind of post: what is in place beside what the cases would take, or that it is not known."""
    return (
        _enough_sentence("idva", answer, in_place.idva),
        _enough_sentence("admin", answer, in_place.admin),
    )


def _cases_step(answer: WhatIf, cases: Value) -> str:
    now = f"{format_number(answer.now.cases)} in the 12 months{numbers.write_marker_in_sentence(cases)}"
    if not answer.percent:
        return f"Cases: {now}."
    exact = multiply_cases(answer.now.cases, answer.percent)
    factor = f"{1 + answer.percent / 100:g}"
    whole = "" if exact == answer.then.cases else f", which is {format_number(answer.then.cases)} rounded"
    more = f"{abs(answer.percent):g}% {'more' if answer.percent > 0 else 'fewer'}"
    return f"Cases: {now}; {more} is {format_number(answer.now.cases)} × {factor} = {_write_exact(exact)}{whole}."


def _posts_step(name: str, cases: float, per_post: float, step: str, posts: float) -> str:
    exact = _write_exact(cases / per_post)
    return (
        f"{name}: {format_number(cases)} cases ÷ {format_number(per_post)} cases a post = {exact}; "
        f"rounded up to the next {step}, {format_number(posts, 1)}."
    )


def _enough_sentence(kind: str, answer: WhatIf, in_place: float | None) -> str:
    name, now, then = NAMES[kind], getattr(answer.now, kind), getattr(answer.then, kind)
    if in_place is None:
        return f"How many {name} posts are in place is not known: no return says it. Enter them to see the difference."
    first = f"{write_posts(in_place)} {name} posts are in place; the cases now would take {_compare(now, in_place)}"
    if not answer.percent:
        return f"{first}."
    more = "more" if answer.percent > 0 else "fewer"
    return f"{first}, and {abs(answer.percent):g}% {more} cases {_compare(then, in_place)}."


def _compare(taken: float, in_place: float) -> str:
    """`6.5, which is 3.0 more than that`."""
    apart = round(taken - in_place, 2)
    if not apart:
        return f"{format_number(taken, 1)}, as many as that"
    return f"{format_number(taken, 1)}, {write_posts(abs(apart))} {'more' if apart > 0 else 'fewer'} than that"


def write_posts(posts: float) -> str:
    """With one decimal, or with both that were entered."""
    return format_number(posts, 1 if round(posts, 1) == posts else 2)


def _write_exact(number: float) -> str:
    """Up to four decimals, as many as there are."""
    return format_number(number, 4).rstrip("0").rstrip(".")
