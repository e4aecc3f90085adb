"""A council: its contacts, its calendar, and the facts that the words of the guide draw on."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from holidays import country_holidays
from pydantic import StrictStr, validator

from bot.council.contact import Contact
from bot.council.facts import Frozen, Hours
from bot.council.opening import Calendar

_ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?")


class Contacts(Frozen):
    """Everybody the guide may send a family to. The words need every one of them.

    The keys are parts played, the same for every council: `kids` is the mediation provider,
    `sendiass` the council's own information, advice and support service, `hpci` its parent
    carer forum, `send_team` the people who handle EHC plans, `customer_service` the council's
    switchboard.
    """

    kids: Contact
    sendiass: Contact
    send_team: Contact
    customer_service: Contact
    children_services: Contact
    local_offer: Contact
    hpci: Contact
    contact: Contact
    ipsea: Contact
    sossen: Contact
    tribunal: Contact
    ombudsman: Contact
    emergency: Contact
    nhs_111: Contact
    samaritans: Contact


class Council(Frozen):
    """One council's facts, as its file gives them."""

    name: StrictStr
    bank_holidays: StrictStr
    """The part of the United Kingdom whose bank holidays count, as `holidays` calls it: ENG."""
    time_zone: StrictStr
    web_origins: tuple[StrictStr, ...]
    """The sites that may carry the guide, each scheme and host only."""
    contacts: Contacts

    @validator("name")
    def _is_named(cls, name: str) -> str:
        if not name:
            raise ValueError("must not be empty")
        return name

    @validator("bank_holidays")
    def _is_a_part_of_the_kingdom(cls, subdivision: str) -> str:
        known = country_holidays("GB").subdivisions
        if subdivision not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return subdivision

    @validator("time_zone")
    def _is_a_time_zone(cls, time_zone: str) -> str:
        if time_zone not in available_timezones():
            raise ValueError("must be a time zone such as Europe/London")
        return time_zone

    @validator("web_origins", each_item=True)
    def _is_an_origin(cls, origin: str) -> str:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError("must be one site such as https://www.example.gov.uk, without a path")
        return origin

    @property
    def zone(self) -> ZoneInfo:
        """The council's time zone."""
        return ZoneInfo(self.time_zone)

    def contact(self, key: str) -> Contact:
        """Give a contact by its key. Raises KeyError for a key that no council has."""
        if key not in self.contacts.__fields__:
            raise KeyError(f"There is no contact {key!r}.")
        contact: Contact = getattr(self.contacts, key)
        return contact.on(Calendar(self.time_zone, self.bank_holidays))

    def facts(self) -> dict[str, str]:
        """Give each fact under the name that words use: `{kids_phone}`, `{kids_hours_short}`."""
        facts = {"council_name": self.name}
        for key in self.contacts.__fields__:
            for field, fact in self.contact(key).known():
                facts[f"{key}_{field}"] = str(fact)
                if isinstance(fact, Hours):
                    facts[f"{key}_{field}_short"] = fact.short
        return facts

    def to_check(self) -> tuple[str, ...]:
        """Name the facts that somebody must check before the guide serves families."""
        return tuple(
            f"contacts.{key}.{field}"
            for key in self.contacts.__fields__
            for field, fact in self.contact(key).known()
            if fact.check_before_launch
        )
