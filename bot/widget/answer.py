"""An answer as the pages without script show it: the same card as the script draws."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from bot.widget.text import Block, blocks, html, line, tel
from bot.widget.words import fill

Json = Mapping[str, Any]

_WHY = re.compile(r"(\*\*)?why\b:?(\*\*)?\s*", re.IGNORECASE)


def long_day(iso: str) -> str:
    """ "Tuesday 1 December 2026" of an ISO date."""
    day = date.fromisoformat(iso)
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(iso: str) -> str:
    """ "Tue 1 Dec" of an ISO date."""
    day = date.fromisoformat(iso)
    return f"{day:%a} {day.day} {day:%b}"


def days_left(iso: str, today: date, words: Json) -> str:
    """ "10 days left", "today" or that it has passed."""
    days = (date.fromisoformat(iso) - today).days
    told = words["answer"]
    if days < 0:
        return str(told["passed"])
    if days == 0:
        return str(told["today"])
    return str(told["one_day_left"]) if days == 1 else fill(told["days_left"], days=days)


def dates_of(guidance: Json, words: Json) -> list[tuple[str, str]]:
    """The dates that matter in an answer: what to do, and the ISO date to do it by."""
    found = []
    contact = guidance["contact_mediation_practical_by"] or guidance["contact_mediation_by"]
    if contact and guidance["contact_mediation"] in ("required", "optional"):
        found.append((_contact_words("contact_by", guidance, words), contact))
    if guidance["appeal_by"]:
        found.append((words["answer"]["appeal_by"], guidance["appeal_by"]))
    return found


def _is_elsewhere(guidance: Json) -> bool:
    """Whether the letter is from another council, whose mediation service it names."""
    return bool((guidance.get("case") or {}).get("other_council"))


def _contact_words(key: str, guidance: Json, words: Json) -> str:
    """What to call the mediation service: by its name only where it is ours."""
    return str(words["answer"][f"{key}_elsewhere" if _is_elsewhere(guidance) else key])


def card(message: Json, words: Json, today: date) -> Markup:
    """What to do first, the dates, the way ahead and why."""
    guidance = message["guidance"]
    every = blocks(message["text"])
    why = [block for block in every if _is_why(block)]
    told = [block for block in every if not _is_why(block)]
    at = next((n for n, block in enumerate(told) if block.lines[0].startswith("**")), 0)
    rest = told[at + 1 :]
    parts = [*map(html, told[:at]), Markup('<div class="lead">')]
    parts += [*map(html, told[at : at + 1]), Markup("</div>"), _dates(guidance, words, today)]
    steps = next((block for block in rest if block.kind == "ol"), None)
    for block in rest:
        drawn = _way_ahead(block, guidance, words, today) if block is steps else html(block)
        parts.append(drawn)
    reasons = _reasons(guidance, words)
    if why or reasons:
        summary = Markup("<details open><summary>{}</summary>{}{}</details>")
        because = Markup("").join(html(_without_why(block)) for block in why)
        parts.append(summary.format(words["answer"]["why"], because, reasons))
    return Markup('<div class="card">{}</div>').format(Markup("").join(parts))


def mailto(guidance: Json, words: Json) -> str:
    """A draft e-mail to the mediation service, with what the parent told and nothing else."""
    mail = words["mail"]
    told = told_lines(guidance, words)
    if guidance["contact_mediation_by"]:
        told.append(fill(mail["contact_by"], date=long_day(guidance["contact_mediation_by"])))
    if not guidance.get("case"):
        told += mail["to_fill_case"].split("\n")
    lines = [mail["hello"], "", mail["asks"], "", *told, "", *mail["to_fill"].split("\n")]
    body = "\r\n".join([*lines, "", mail["thanks"]])
    address = words["facts"]["kids_email"]
    return f"mailto:{address}?subject={quote(mail['subject'])}&body={quote(body)}"


def told_lines(guidance: Json, words: Json) -> list[str]:
    """What the parent told the guide, a line for each fact."""
    case = guidance.get("case") or {}
    mail, found = words["mail"], []
    said = words["decisions"].get(case.get("decision"))
    if said:
        found.append(fill(mail["decision"], said=said))
    if case.get("sections"):
        found.append(fill(mail["sections"], parts=", ".join(case["sections"])))
    if case.get("letter_date"):
        found.append(fill(mail["letter"], letter=long_day(case["letter_date"])))
    return found


def links(guidance: Json, words: Json, calendar: str | None) -> list[tuple[str, str]]:
    """What can be done with an answer: names and addresses."""
    told, facts = words["answer"], words["facts"]
    found = [(told["calendar"], calendar)] if calendar else []
    if guidance["contact_mediation"] in ("required", "optional") and not _is_elsewhere(guidance):
        found += [
            (told["call"], tel(facts["kids_phone"])),
            (told["email"], mailto(guidance, words)),
        ]
    if guidance["right_of_appeal"]:
        form = guidance.get("form")
        name = fill(told["form_named"], part=form) if form else told["form"]
        found.append((name, facts["tribunal_url"]))
    return found


def _is_why(block: Block) -> bool:
    return block.kind == "p" and bool(_WHY.match(block.lines[0]))


def _without_why(block: Block) -> Block:
    """A "Why:" paragraph without those words, which stand above it."""
    bare = _WHY.sub("", block.lines[0], count=1)
    return Block(block.kind, [bare[:1].upper() + bare[1:], *block.lines[1:]])


def _dates(guidance: Json, words: Json, today: date) -> Markup:
    rows = [
        Markup(
            '<div><dt>{}</dt><dd><time datetime="{}">{}</time> <span>{}</span></dd></div>'
        ).format(name, iso, long_day(iso), days_left(iso, today, words))
        for name, iso in dates_of(guidance, words)
    ]
    return Markup('<dl class="dates">{}</dl>').format(Markup("").join(rows)) if rows else Markup("")


def _way_ahead(block: Block, guidance: Json, words: Json, today: date) -> Markup:
    """The list of what happens next; contacting Kids, said above it, is its first step."""
    told = words["answer"]
    rows = [(_day_named(text, guidance["steps"], told), line(text)) for text in block.lines]
    label, contact = next(iter(dates_of(guidance, words)), (None, ""))
    contact_by = _contact_words("contact_by", guidance, words)
    is_ahead = label == contact_by and contact >= today.isoformat()
    if is_ahead and long_day(contact) not in block.lines[0]:
        rows.insert(
            0,
            (_when(contact, told["by"]), escape(_contact_words("contact_first", guidance, words))),
        )
    items = Markup("").join(Markup("<li>{}{}</li>").format(when, text) for when, text in rows)
    now = fill(told["today_marker"], date=short_day(today.isoformat()))
    return Markup('<p class="today">{}</p><ol class="timeline">{}</ol>').format(now, items)


def _day_named(text: str, steps: Sequence[Json], told: Json) -> Markup:
    """The day of the step whose date a line names, as a mark beside it."""
    for step in steps:
        for key in ("by", "not_before"):
            iso = step.get(key)
            if iso and long_day(iso) in text:
                return _when(iso, told[key])
    return Markup("")


def _when(iso: str, sentence: str) -> Markup:
    return Markup('<span class="when"><time datetime="{}">{}</time> </span>').format(
        iso, fill(sentence, date=short_day(iso))
    )


def _reasons(guidance: Json, words: Json) -> Markup:
    """Each provision once."""
    told = [
        fill(words["answer"]["checked"], rule=r["provision"], date=long_day(r["checked_on"]))
        for r in guidance["reasons"]
    ]
    rows = [Markup("<li>{}</li>").format(each) for each in dict.fromkeys(told)]
    return Markup("<ul>{}</ul>").format(Markup("").join(rows)) if rows else Markup("")
