"""The sentence over each chart."""

from __future__ import annotations

import re

import pytest

from maracdash import catalogue, words
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.quarters import Window
from maracdash.model.values import Status, make_absent_value
from tests.support import answers

JUDGED = {AreaRole.FORCE: Verdict.HIGHER, AreaRole.GROUP: Verdict.LOWER, AreaRole.UK: Verdict.HIGHER}
FORCE_AND_UK = {AreaRole.FORCE: 48.2, AreaRole.UK: 46.1}
FORBIDDEN = re.compile(r"\b(best|worst|good|bad|poor|better|worse)\b", re.IGNORECASE)


def test_verdicts_are_said_where_they_were_made():
    around = answers.make_averages(FORCE_AND_UK, JUDGED)
    assert words.write_finding(answers.make_comparison(around=around)) == (
        "Birchford: 70 cases per 10,000 women, higher than its force (48) and the UK (46)."
    )


def test_different_verdicts_are_grouped():
    assert words.write_finding(answers.make_comparison(around=answers.make_averages(verdicts=JUDGED))) == (
        "Birchford: 70 cases per 10,000 women, higher than its force (48) and the UK (46) "
        "and lower than its most similar forces (59)."
    )


def test_what_the_marac_was_left_out_of_is_called_the_rest():
    rest = answers.make_rest(AreaRole.FORCE, 45.5, Verdict.HIGHER, strong=True)
    uk = answers.make_rest(AreaRole.UK, 44.6, Verdict.HIGHER)
    assert words.write_finding(answers.make_comparison(around=(rest, uk))) == (
        "Birchford: 70 cases per 10,000 women, clearly higher than the rest of its force (46) and higher than the rest "
        "of the UK (45)."
    )


def test_the_only_marac_of_its_force_is_not_compared_with_itself():
    alone = answers.make_alone(AreaRole.FORCE, "the only Marac of its force")
    uk = answers.make_rest(AreaRole.UK, 44.6, Verdict.HIGHER)
    assert words.write_finding(answers.make_comparison(around=(alone, uk))) == (
        "Birchford: 70 cases per 10,000 women, higher than the rest of the UK (45); it is the only Marac of its force."
    )
    assert words.write_finding(answers.make_comparison(around=(alone,))) == (
        "Birchford: 70 cases per 10,000 women; it is the only Marac of its force."
    )


def test_without_verdicts_the_numbers_stand_alone():
    assert words.write_finding(answers.make_comparison()) == (
        "Birchford: 70 cases per 10,000 women; its force has 48, its most similar forces 59 and the UK 46."
    )


def test_verdicts_and_bare_numbers_can_stand_together():
    around = answers.make_averages(FORCE_AND_UK, {AreaRole.FORCE: Verdict.SIMILAR})
    assert words.write_finding(answers.make_comparison(around=around)) == (
        "Birchford: 70 cases per 10,000 women, similar to its force (48); the UK has 46."
    )


def test_nothing_to_compare_with_is_a_short_sentence():
    assert words.write_finding(answers.make_comparison(around=())) == "Birchford: 70 cases per 10,000 women."


def test_a_count_is_placed_in_its_force():
    around = answers.make_averages({AreaRole.FORCE: 15683})
    cases = answers.make_comparison(indicator="cases", own=answers.known_value(31.5e3), around=around)
    assert words.write_finding(cases) == (
        "Birchford discussed 31,500 cases in the 12 months to March 2024: the most of the 5 Maracs with "
        "figures in its force, "
        "which has 15,683 in all."
    )


def test_one_is_singular():
    one = answers.make_comparison(indicator="cases", own=answers.known_value(1), around=())
    assert words.write_finding(one).startswith("Birchford discussed 1 case in the 12 months to March 2024")
    victim = answers.make_comparison(indicator="victims-16-17", own=answers.known_value(1), around=())
    assert words.write_finding(victim).startswith("Birchford had 1 victim aged 16 to 17 in")


def test_a_single_quarter_is_named_by_its_months():
    answer = answers.make_comparison(indicator="cases", own=answers.known_value(150), around=(), window=Window.QUARTER)
    assert "150 cases in January to March 2024:" in words.write_finding(answer)


def test_a_share_says_what_it_is_a_share_of():
    def said(slug: str) -> str:
        return words.write_finding(answers.make_comparison(indicator=slug, own=answers.known_value(29.9), around=()))

    assert said("cases-with-children") == "In Birchford, 29.9% of cases involved children."
    assert said("police") == "In Birchford, 29.9% of cases were referred by the police."
    assert said("repeat-rate") == "In Birchford, 29.9% of cases were repeat cases."
    assert said("males") == "In Birchford, 29.9% of cases had victims who are male."


def test_a_share_of_few_cases_gives_the_counts():
    def said(numerator: float | None, slug: str = "lgbtq") -> str:
        value = answers.known_value(0.34, numerator=numerator, denominator=584)
        return words.write_finding(answers.make_comparison(indicator=slug, own=value, around=()))

    assert said(2) == "In Birchford, 0.3% of cases (2 of 584) had victims who are LGBTQ+."
    assert said(2.5, "mash") == "In Birchford, 0.3% of cases (2.5 of 584) were referred by the Mash."
    assert said(20) == said(None) == "In Birchford, 0.3% of cases had victims who are LGBTQ+."


def test_a_change_speaks_words_first():
    around = answers.make_averages({AreaRole.FORCE: 2.6, AreaRole.UK: -9.2}, {AreaRole.FORCE: Verdict.HIGHER})
    value = answers.known_value(20.4, numerator=589, denominator=489)
    assert words.write_finding(answers.make_comparison(indicator="cases-change", own=value, around=around)) == (
        "Birchford: cases up 20.4% on last year (489 to 589, more than chance explains), higher than "
        "its force (up 2.6%); the UK down 9.2%."
    )


def test_no_change_is_said():
    value = answers.known_value(0.0, numerator=5, denominator=5)
    assert words.write_finding(answers.make_comparison(indicator="cases-change", own=value, around=())) == (
        "Birchford: no change in cases on last year (5 to 5)."
    )


def test_an_estimate_is_marked():
    value = answers.known_value(33, status=Status.PROXIED)
    assert words.write_finding(answers.make_comparison(own=value, around=())) == (
        "Birchford: 33 cases per 10,000 women (estimated)."
    )


def test_an_estimate_is_marked_behind_its_number_and_in_no_second_bracket():
    share = answers.known_value(8.2, numerator=26, denominator=318, status=Status.PROXIED)
    few = answers.known_value(1.9, numerator=6, denominator=318, status=Status.PROXIED)
    change = answers.known_value(12.4, numerator=318, denominator=283, status=Status.PROXIED)
    said = [
        words.write_finding(answers.make_comparison(indicator=slug, own=own, around=()))
        for slug, own in (("minoritised-cases", share), ("lgbtq", few), ("cases-change", change))
    ]
    assert said == [
        "In Birchford, 8.2% (estimated) of cases had victims who are not White British.",
        "In Birchford, 1.9% (estimated) of cases (6 of 318) had victims who are LGBTQ+.",
        "Birchford: cases up 12.4% on last year (estimated, 283 to 318, within what chance explains).",
    ]
    alone = answers.known_value(12.4, status=Status.PROXIED)
    assert words.write_finding(answers.make_comparison(indicator="cases-change", own=alone, around=())) == (
        "Birchford: cases up 12.4% on last year (estimated)."
    )


def test_an_absence_gives_its_reason_and_the_comparators():
    around = answers.make_averages(FORCE_AND_UK)
    assert words.write_finding(answers.make_comparison(own=answers.missing_value(), around=around)) == (
        "Birchford has no figure for cases per 10,000 women in the 12 months to March 2024 (no return); "
        "its force has 48 and the UK 46."
    )


def test_what_is_withheld_says_why():
    own = make_absent_value(Status.WITHHELD, "a small number could be read from it")
    assert words.write_finding(answers.make_comparison(own=own, around=())) == (
        "Birchford has no figure for cases per 10,000 women in the 12 months to March 2024 (withheld: a small number "
        "could be read from it)."
    )


@pytest.mark.parametrize("slug", [each.slug for each in catalogue.INDICATORS])
@pytest.mark.parametrize("number", [0.0, 1.0, 29.94, -3.0])
def test_every_indicator_reads_as_a_sentence_without_judgement(slug: str, number: float):
    own = answers.known_value(number)
    said = (
        words.write_finding(
            answers.make_comparison(indicator=slug, own=own, around=answers.make_averages(verdicts=JUDGED))
        ),
        words.write_finding(answers.make_comparison(indicator=slug, own=answers.missing_value())),
        words.write_finding(answers.make_trend((50.0, number), indicator=slug)),
    )
    for sentence in said:
        assert sentence.endswith(".")
        assert "Birchford" in sentence
        assert not FORBIDDEN.search(sentence)
        assert "  " not in sentence
        assert "-3" not in sentence


def test_one_case_is_in_the_singular_in_a_rate_too():
    one = answers.make_comparison(own=answers.known_value(1.0), around=())
    assert words.write_finding(one) == "Birchford: 1 case per 10,000 women."


def test_the_overview_opens_with_cases_and_their_rate():
    around = answers.make_averages(verdicts=JUDGED)
    assert words.write_headline(answers.make_headlines(cases_per_10k=answers.make_comparison(around=around))) == (
        "Birchford discussed 589 cases, 70 per 10,000 women: higher than its force (48) and the UK (46) and "
        "lower than its most similar forces (59)."
    )


def test_the_overview_without_verdicts_or_rate_stays_plain():
    assert words.write_headline(answers.make_headlines()) == (
        "Birchford discussed 589 cases, 70 per 10,000 women; its force has 48, its most similar forces 59 and the "
        "UK 46."
    )
    without = answers.make_comparison(own=answers.missing_value())
    assert words.write_headline(answers.make_headlines(cases_per_10k=without)) == (
        "Birchford discussed 589 cases in the 12 months to March 2024."
    )


def test_the_overview_of_a_marac_without_a_return_says_so():
    gone = answers.make_comparison(indicator="cases", own=answers.missing_value(), around=())
    assert words.write_headline(answers.make_headlines(cases=gone)) == (
        "Birchford has no figure for cases discussed in the 12 months to March 2024 (no return)."
    )
