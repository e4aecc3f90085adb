"""Whether the mediation service can be reached now, and when next."""

from __future__ import annotations

from datetime import datetime

from bot.council import Council
from bot.words import Words, day_for


def open_now_sentence(council: Council, at: datetime, channel: str, said: Words) -> str:
    """ "They are open now." or when they open next; `at` is aware of its time zone.

    Of another council's service the hours are not known.
    """
    if said.is_elsewhere:
        return said.say("utter_kids_hours_elsewhere", channel)
    kids = council.contact("kids")
    if kids.is_open(at):
        return said.say("utter_kids_open_now", channel)
    opening = kids.next_opening(at)
    return said.say(
        "utter_kids_closed_now",
        channel,
        opens_day=day_for(channel, opening.date()),
        opens_weekday=f"{opening:%A}",
    )
