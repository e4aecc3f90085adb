"""The facts of a council reach the words under one name each."""

from __future__ import annotations

from datetime import date
from string import Formatter

import pytest

from bot.council import Council
from bot.council.facts import Phone

WORDS_NEED = [
    "council_name",
    "kids_name",
    "kids_phone",
    "kids_email",
    "kids_url",
    "kids_hours",
    "kids_hours_short",
    "kids_referral_working_days",
    "kids_certificate_working_days",
    "kids_information_session_minutes",
    "sendiass_name",
    "sendiass_url",
    "sendiass_hours",
    "sendiass_hours_short",
    "send_team_name",
    "send_team_phone",
    "customer_service_name",
    "customer_service_phone",
    "children_services_name",
    "children_services_phone",
    "local_offer_name",
    "local_offer_url",
    "hpci_name",
    "hpci_url",
    "contact_name",
    "contact_url",
    "ipsea_name",
    "ipsea_url",
    "sossen_name",
    "sossen_url",
    "tribunal_name",
    "tribunal_url",
    "ombudsman_name",
    "ombudsman_phone",
    "ombudsman_url",
    "emergency_name",
    "emergency_phone",
    "nhs_111_name",
    "nhs_111_phone",
    "nhs_111_url",
    "samaritans_name",
    "samaritans_phone",
    "samaritans_url",
]


@pytest.mark.parametrize("name", WORDS_NEED)
def test_words_find_every_fact_they_need(council: Council, name: str) -> None:
    assert council.facts()[name].strip()


def test_each_fact_is_the_value_in_the_file(council: Council) -> None:
    facts = council.facts()
    assert facts["kids_phone"] == "03330 062 835"
    assert facts["kids_email"] == "senmediation@kids.org.uk"
    assert facts["kids_hours"] == "Monday to Friday, 9am to 5pm"
    assert facts["kids_hours_short"] == "Mon-Fri 9-5"
    assert facts["kids_referral_working_days"] == "5"
    assert facts["kids_certificate_working_days"] == "3"
    assert facts["kids_information_session_minutes"] == "20"
    assert facts["sendiass_hours"] == (
        "Monday to Thursday, 9.30am to 3pm, and Friday, 9.30am to 2pm"
    )
    assert facts["sendiass_hours_short"] == "Mon-Thu 9.30-3, Fri 9.30-2"
    assert facts["send_team_phone"] == "01442 453300"
    assert facts["emergency_phone"] == "999"
    assert facts["nhs_111_phone"] == "111"
    assert facts["samaritans_phone"] == "116 123"


def test_a_fact_is_plain_text_that_can_be_put_in_a_sentence(council: Council) -> None:
    for name, value in council.facts().items():
        assert name.isidentifier()
        assert "\n" not in value
        assert all(field is None for _, field, _, _ in Formatter().parse(value))


def test_an_unknown_contact_is_refused(council: Council) -> None:
    with pytest.raises(KeyError, match="There is no contact 'oracle'"):
        council.contact("oracle")


@pytest.mark.parametrize(
    ("human", "dialled"),
    [
        ("03330 062 835", "tel:+443330062835"),
        ("01442 453300", "tel:+441442453300"),
        ("999", "tel:999"),
        ("116 123", "tel:116123"),
    ],
)
def test_a_phone_is_stored_as_people_read_it_and_dialled_in_full(human: str, dialled: str) -> None:
    phone = Phone.parse_obj({"value": human, "source": "a test", "checked_on": date(2026, 11, 21)})
    assert str(phone) == human
    assert phone.tel == dialled


def test_an_email_can_be_written_to(council: Council) -> None:
    email = council.contact("kids").email
    assert email is not None
    assert email.mailto == "mailto:senmediation@kids.org.uk"
