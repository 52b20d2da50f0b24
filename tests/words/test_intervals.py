"""What higher, lower and similar mean, with the interval that they compare."""

from __future__ import annotations

from dataclasses import replace

from maracdash import words
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.values import Status
from maracdash.words import intervals
from tests.support import answers

RATE = answers.known_value(589 / 8.4, numerator=589, denominator=84_000)
JUDGED = answers.make_averages(verdicts={AreaRole.FORCE: Verdict.HIGHER})


def test_the_verdicts_are_explained_with_the_interval():
    note = intervals.write_interval_note(answers.make_comparison(own=RATE, around=JUDGED))
    assert note == (
        "Higher, lower and similar compare Birchford's 95% interval (65 to 76) with each average, and clearly its "
        "99.8% interval; Birchford is part of each; small numbers are often similar."
    )
    assert note in words.write_source_lines(answers.make_comparison(own=RATE, around=JUDGED))


def test_the_note_says_what_the_marac_was_left_out_of():
    rest = answers.make_rest(AreaRole.FORCE, 45.5, Verdict.HIGHER)
    [uk] = answers.make_averages({AreaRole.UK: 46.1}, {AreaRole.UK: Verdict.HIGHER})
    notes = [
        intervals.write_interval_note(answers.make_comparison(own=RATE, around=around))
        for around in ((rest,), (rest, uk))
    ]
    assert [note.split("; ")[1] for note in notes] == [
        "Birchford is left out of each",
        "Birchford is left out of each but the UK",
    ]


def test_the_note_says_where_chance_in_the_average_is_allowed_for():
    rest = answers.make_rest(AreaRole.FORCE, 45.5, Verdict.HIGHER)
    summed = replace(rest, compared=replace(rest.against, numerator=382, denominator=84_000))
    note = intervals.write_interval_note(answers.make_comparison(own=RATE, around=(summed,)))
    assert "and clearly its 99.8% interval, allowing for chance in the average too; Birchford is left" in note
    included = replace(summed, excludes_own=False)
    assert "chance" not in intervals.write_interval_note(answers.make_comparison(own=RATE, around=(rest, included)))


def test_an_interval_without_verdicts_stands_alone():
    assert intervals.write_interval_note(answers.make_comparison(indicator="cases", own=answers.known_value(584))) == (
        "95% interval of Birchford: 538 to 633"
    )


def test_the_interval_of_a_change_is_in_words():
    change = answers.known_value(10.6, numerator=584, denominator=528)
    assert intervals.write_interval_note(answers.make_comparison(indicator="cases-change", own=change)) == (
        "95% interval of Birchford: down 1.7% to up 24.4%"
    )


def test_without_an_interval_nothing_is_said():
    assert intervals.write_interval_note(answers.make_comparison(around=JUDGED)) == ""
    assert intervals.write_interval_note(answers.make_comparison(own=answers.missing_value())) == ""
    assert intervals.write_interval_note(answers.make_comparison(indicator="idva-current")) == ""


def test_the_note_says_that_an_estimate_has_a_wider_interval():
    filled = replace(RATE, status=Status.PROXIED, coverage=replace(RATE.coverage, proxied=1))
    note = intervals.write_interval_note(answers.make_comparison(own=filled, around=JUDGED))
    assert "; the interval is wider for the quarter that is a copy; " in note
    assert "(63 to 77)" in note  # of 589 * 2/3 events: 392.7 -+ 1.96 * 19.8, about 10% on either side
