"""A message of the guide as HTML: paragraphs, lists, leading bold words and links, all escaped."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup, escape

_LINK = re.compile(
    r"""(?P<web>https://[^\s<>"]*[^\s<>".,;:!?)'\]])"""
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>\b0\d{2,4} ?\d{3} ?\d{3,4}\b|\b(?:999|111|116 123)\b)"
)
_ITEM = re.compile(r"(?:(\d+)\. |- )(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_QUESTION = re.compile(r"[^.?!\n]+\?")


class Block(NamedTuple):
    """A paragraph ("p"), a numbered list ("ol") or a list ("ul")."""

    kind: str
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """Split a message into its paragraphs and lists."""
    found: list[Block | None] = []
    for raw in text.replace("\r", "").split("\n"):
        item = _ITEM.fullmatch(raw.strip())
        if not raw.strip():
            found.append(None)
            continue
        kind = "p" if item is None else "ol" if item[1] else "ul"
        line = item[2] if item else raw
        last = found[-1] if found else None
        if last is not None and last.kind == kind:
            last.lines.append(line)
        else:
            found.append(Block(kind, [line]))
    return [block for block in found if block is not None]


def html(block: Block) -> Markup:
    """One block as HTML."""
    if block.kind == "p":
        return Markup("<p>{}</p>").format(Markup("<br>").join(map(line, block.lines)))
    items = Markup("").join(Markup("<li>{}</li>").format(line(each)) for each in block.lines)
    return Markup("<{0}>{1}</{0}>").format(block.kind, items)


def line(text: str) -> Markup:
    """One line, its leading **bold** words and its links as HTML."""
    bold = _BOLD.match(text)
    if bold is None:
        return linked(text)
    return Markup("<strong>{}</strong>{}").format(linked(bold[1]), linked(text[bold.end() :]))


def linked(text: str) -> Markup:
    """A sentence with its web addresses, e-mail addresses and telephone numbers as links."""
    parts, done = [], 0
    for found in _LINK.finditer(text):
        parts += [escape(text[done : found.start()]), _link(found)]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def tel(number: str) -> str:
    """Where a telephone number as people write it is dialled."""
    digits = re.sub(r"\D", "", number)
    return f"tel:+44{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


def last_question(text: str) -> str:
    """The last question in a message, to name the answers to it; empty if it asks nothing."""
    asked = _QUESTION.findall(text.replace("**", ""))
    return str(asked[-1]).strip() if asked else ""


def _link(found: re.Match[str]) -> Markup:
    shown = found[0]
    if found["web"]:
        label = re.sub(r"^https://(www\.)?", "", shown)
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(shown, label)
    href = f"mailto:{shown}" if found["mail"] else tel(shown)
    return Markup('<a href="{}">{}</a>').format(href, shown)
