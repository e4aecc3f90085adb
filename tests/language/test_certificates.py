"""Whether a certificate is held, still to come, or another kind of paper."""

from __future__ import annotations

import pytest

from bot.language.certificates import (
    contacted_in_words,
    find_certificate,
    is_another_kind,
    is_not_in_hand,
    was_sent_one,
)


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
        ("he has autism and I don't have any certificate of mediation", "not_held"),
        ("no mediation certificate, her school never told us", "not_held"),
        ("I haven't got a doctor's certificate", None),
        ("there is no certificate from the hospital", None),
        ("he has autism, I've got the certificate from the hospital", None),
    ],
)
def test_a_certificate_is_held_only_where_the_words_say_so(text: str, told: str | None) -> None:
    """A question about one is no answer, and a doctor's is another thing."""
    assert find_certificate(text) == told


@pytest.mark.parametrize(
    "text, contacted",
    [
        ("we rang them last week", True),
        ("yes, emailed on Monday", True),
        ("I had the mias call", True),
        ("the GP referred us", True),
        ("they called me but I missed the call", False),
        ("I called and got no answer", False),
        ("my friend told me about them", False),
    ],
)
def test_getting_in_touch_is_what_the_family_did_itself(text: str, contacted: bool) -> None:
    """To be called and to miss the call is no contact."""
    assert contacted_in_words(text) is contacted


@pytest.mark.parametrize(
    "text, sent",
    [
        ("yes they emailed it last week", True),
        ("the lady sent me one", True),
        ("it came on Friday", True),
        ("they said they would", False),
        ("I emailed them", False),
    ],
)
def test_what_was_sent_is_told_from_what_was_promised(text: str, sent: bool) -> None:
    """In answer to whether there is a certificate."""
    assert was_sent_one(text) is sent


@pytest.mark.parametrize(
    "text, another",
    [
        ("yes his birth certificate", True),
        ("from the paediatrician", True),
        ("her autism diagnosis", True),
        ("yes, from Kids", False),
    ],
)
def test_another_kind_of_certificate_is_seen(text: str, another: bool) -> None:
    """A doctor's spares nobody the mediation service."""
    assert is_another_kind(text) is another


@pytest.mark.parametrize(
    "text, to_come",
    [
        ("yes its on its way", True),
        ("yes, I should get it tomorrow", True),
        ("yes we have a date for the meeting", True),
        ("yes booked for Tuesday", True),
        ("yes the birth certificate", True),
        ("yes, here it is", False),
        ("yes dated 3 November", False),
    ],
)
def test_one_that_is_still_to_come_is_not_in_hand(text: str, to_come: bool) -> None:
    """Nor is an appointment."""
    assert is_not_in_hand(text) is to_come
