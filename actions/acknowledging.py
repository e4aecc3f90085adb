"""Saying back what was understood, so that a mistake is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.guidance import Decision
from bot.language.asking import asks_what_it_is
from bot.words import Words, council, day_for


def aside(text: str, asked: str | None, channel: str, said: Words) -> str:
    """ "No, what is it for?": the help with the question just answered; empty otherwise."""
    if asked is None or not asks_what_it_is(text):
        return ""
    return said.say(f"utter_help_{asked}", channel)


def on_another_council(response: str, name: str | None, channel: str, said: Words) -> str:
    """That a letter from another council names whom to contact; empty where it is from ours."""
    if not name:
        return ""
    ours = council().facts()["kids_name"]
    return said.say(response, channel, other_council=name, kids_name=ours)


def acknowledgement(
    changed: Mapping[str, Any], slots: Mapping[str, Any], channel: str, said: Words
) -> str:
    """One or two sentences on the facts just taken; empty when there were none."""
    parts: list[str] = []
    elsewhere = changed.get("other_council")
    theirs = on_another_council("utter_other_council", elsewhere, channel, said)
    sections = changed.get("sections")
    school_named = sections == ["I"] and not slots.get("school_only_confirmed")
    decision = "school_named" if school_named else changed.get("decision")
    if decision == Decision.OTHER and slots.get("other_matter"):
        parts.append(said.say(f"utter_heard_{slots['other_matter']}", channel))
    elif decision:
        parts.append(said.say(f"utter_decision/{decision}", channel))
    if sections and not school_named:
        parts.append(
            said.say(
                "utter_heard_sections" if len(sections) > 1 else "utter_heard_section",
                channel,
                sections=_listed(sections),
            )
        )
        if "I" in sections and {"B", "F"} & set(sections):
            parts.append(said.say("utter_heard_more_than_the_school", channel))
    for name in ("letter_date", "certificate_date"):
        value = changed.get(name)
        if value and slots.get(f"{name}_confirmed"):
            day = day_for(channel, date.fromisoformat(value))
            parts.append(said.say(f"utter_heard_{name}", channel, **{name: day}))
    if changed.get("sections_unknown"):
        parts.append(said.say("utter_heard_sections_unknown", channel))
    if changed.get("letter_date_unknown"):
        parts.append(said.say("utter_heard_letter_date_unknown", channel))
    if changed.get("contacted_mediation"):
        parts.append(said.say("utter_certificate/contacted", channel))
    elif changed.get("has_certificate") is not None and not changed.get("certificate_date"):
        held = "held" if changed["has_certificate"] else "not_held"
        parts.append(said.say(f"utter_certificate/{held}", channel))
    return "\n\n".join(part for part in (theirs, " ".join(parts)) if part)


def _listed(letters: list[str]) -> str:
    if len(letters) == 1:
        return letters[0]
    return f"{', '.join(letters[:-1])} and {letters[-1]}"
