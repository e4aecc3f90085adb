"""Sections, certificates and decisions in plain words."""

from __future__ import annotations

import pytest

from bot.language.certificates import find_certificate
from bot.language.decisions import find_decision
from bot.language.vocabulary import find_sections, sections_in_words


@pytest.mark.parametrize(
    "text, letters",
    [
        ("section F", "F"),
        ("sections B and F", "BF"),
        ("B, F and I", "BFI"),
        ("b f i", "BFI"),
        ("sections B,F & I please", "BFI"),
        ("I disagree with section f and i", "FI"),
        ("its section f and a lot more", "F"),
        ("section I think", "I"),
        ("part B/F", "BF"),
        ("I dispute B and F only; placement (I) is agreed", "BF"),
        ("final plan, b, f & i all wrong", "BFI"),
        ("they put us in a b&b", ""),
        ("d and t lessons", ""),
        ("section 51", ""),
        ("I am a carer", ""),
    ],
)
def test_letters_are_sections_only_where_they_are_named_as_such(text: str, letters: str) -> None:
    """ "a" and "i" are words too."""
    assert "".join(find_sections(text)) == letters


def test_h_comes_in_two_parts() -> None:
    """H1 and H2 keep their numbers."""
    assert find_sections("sections H1 and H2") == ("H1", "H2")


@pytest.mark.parametrize(
    "text, letters",
    [
        ("they named the wrong school", "I"),
        ("the speech therapy is missing", "F"),
        ("wrong school and no 1:1 hours", "FI"),
        ("the physio in the health part", ""),
    ],
)
def test_plain_words_point_to_b_f_and_i_and_never_to_health(text: str, letters: str) -> None:
    """Therapy that teaches belongs in F, so a letter is needed for C, D, G and H."""
    assert "".join(sections_in_words(text)) == letters


@pytest.mark.parametrize(
    "text, told",
    [
        ("i've got the certificate, 9 november on it", "held"),
        ("iv got the sirtificat 10th nov", "held"),
        ("certificate dated 3 November", "held"),
        ("no certificate yet i rang kids 2 weeks ago", "contacted"),
        ("I've already rung Kids twice and had no certificate", "contacted"),
        ("certificate I don't have", "not_held"),
        ("We do not hold a mediation certificate at present.", "not_held"),
        ("the certificate hasn't come", "not_held"),
        ("i havent rung kids and no certificate", "not_held"),
        ("do i have to have a certificate", None),
        ("can i appeal without a certificate", None),
        ("when will i get my certificate", None),
        ("what is a certificate", None),
        ("nobody's given me a certificate and nobody told me I needed one", "not_held"),
        ("hardly got a certificate, have I", "not_held"),
        ("my friend has a certificate", None),
        ("they gave me a birth certificate", None),
        ("a certificate from her paediatrician", None),
        ("refused the assessment, letter 30 october, wot do i do", None),
        ("dated the twelfth of october and no i have not spoken to mediation yet", "not_held"),
        ("havent rung kids yet", "not_held"),
        ("we've not been in touch with the mediation service", "not_held"),
        ("I have the certificate dated 3 November. I have not spoken to mediation since", "held"),
        ("I haven't spoken to my kids about it", None),
        ("Kids have not called me", None),
        ("must I have spoken to mediation", None),
    ],
)
def test_a_certificate_is_held_only_where_the_words_say_so(text: str, told: str | None) -> None:
    """A question about one is no answer, and a doctor's is another thing."""
    assert find_certificate(text) == told


@pytest.mark.parametrize(
    "text, decision",
    [
        ("they've refused to assess my son", "refusal_to_assess"),
        ("we have decided not to carry out an EHC needs assessment", "refusal_to_assess"),
        ("they refused a reassessment", "refusal_to_reassess"),
        ("decided not to issue an education, health and care plan", "refusal_to_issue"),
        ("not necessary to make special educational provision", "refusal_to_issue"),
        ("the council has decided to cease to maintain the plan", "cease_to_maintain"),
        ("the letter refusing to issue was dated 30 sept", "refusal_to_issue"),
        ("they refused to issue an amended version", None),
        ("kids refused to issue a certificate", None),
        ("they wont change the plan", "refusal_to_amend"),
        ("they haven't refused to assess, they just haven't answered", None),
        ("can they refuse to assess", None),
        ("what if they refuse to assess", None),
        ("not ending it, just not changing the plan", None),
        ("nobody has told us whether they're stopping the plan", None),
        ("the admissions team offered us another school", "other"),
        ("admissions appeal for year 7, he doesn't have an ehcp", "other"),
        ("the admissions team won't follow the plan", None),
        ("she has an EHCP and the admissions team said no", None),
    ],
)
def test_a_decision_is_sure_only_in_words_that_can_mean_nothing_else(
    text: str, decision: str | None
) -> None:
    """What is denied, supposed or asked is not told."""
    assert find_decision(text) == decision
