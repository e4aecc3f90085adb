"""Zoom, small screens, spacing, themes, contrast, motion, sizes of targets, print."""
# ruff: noqa: E501 - the lines that run in the browser are kept whole

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PHONE, Guide
from .stand_in import StandIn

ZOOMED = {"width": 320, "height": 256}
SMALL = {"width": 320, "height": 568}
SIDEWAYS = {"width": 844, "height": 390}
DESKTOP = {"width": 1280, "height": 800}

SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
SPILLS = """() => {
  const root = document.querySelector('appeal-guide').shadowRoot;
  const wide = [document.scrollingElement, root.querySelector('.panel'), root.querySelector('.scroll')]
    .filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.className || n.tagName);
  const cut = [...root.querySelectorAll('.panel *')].filter((n) => {
    if (!n.checkVisibility({ checkVisibilityCSS: true }) || n.closest('.away')) return false;
    const box = n.getBoundingClientRect();
    const style = getComputedStyle(n);
    const clips = ['hidden', 'clip'].includes(style.overflowX) && n.scrollWidth > n.clientWidth + 1;
    return clips || (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1));
  }).map((n) => n.outerHTML.slice(0, 80));
  return [...wide, ...cut];
}"""


@pytest.mark.parametrize(
    "viewport", [ZOOMED, SMALL, SIDEWAYS], ids=["400 percent", "small phone", "landscape"]
)
def test_nothing_scrolls_sideways_or_is_cut(
    visit: Callable[..., Guide], viewport: dict[str, int]
) -> None:
    """In every state from the first question to the answer."""
    guide = visit(viewport=viewport)
    guide.to_sections()
    guide.panel.get_by_text("Talk to a person").click()
    assert guide.page.evaluate(SPILLS) == []
    guide.page.keyboard.press("Escape")
    guide.panel.get_by_role("checkbox", name="F: the help").check()
    guide.choose("Continue").type_date("99", "10", "2026")
    assert guide.page.evaluate(SPILLS) == []
    guide.type_date("1", "10", "2026").choose("Yes, that is right").choose("No")
    guide.heard("Contact Kids by Tuesday 1 December 2026.")
    guide.panel.get_by_text("Why?").click()
    assert guide.page.evaluate(SPILLS) == []


def test_what_is_typed_in_takes_little_room_or_flows_with_the_rest(
    visit: Callable[..., Guide],
) -> None:
    """At most 40 percent of the height stays in place; on a very low screen, nothing does."""
    for viewport in (PHONE, SMALL, DESKTOP):
        guide = visit(viewport=viewport).open()
        form = guide.panel.locator("form.composer").bounding_box()
        assert form is not None
        assert form["height"] <= 0.4 * viewport["height"]
    guide = visit(viewport=ZOOMED).open()
    flows = "() => getComputedStyle(document.querySelector('appeal-guide').shadowRoot.querySelector('.scroll')).overflowY"
    assert guide.page.evaluate(flows) == "visible"


def test_text_of_twice_the_size_fits(visit: Callable[..., Guide]) -> None:
    """The person's own letter size counts, not the host page's rem."""
    guide = visit(viewport=PHONE)
    guide.to_answer()
    size = "() => parseFloat(getComputedStyle(document.querySelector('appeal-guide').shadowRoot.querySelector('.panel')).fontSize)"
    assert guide.page.evaluate(size) == 16
    guide.page.evaluate(
        "() => { document.querySelector('appeal-guide').shadowRoot.querySelector('.guide').style.fontSize = '32px'; }"
    )
    assert guide.page.evaluate(SPILLS) == []


def test_wider_text_spacing_loses_nothing(visit: Callable[..., Guide]) -> None:
    """The spacing of WCAG 1.4.12, in the panel too."""
    guide = visit(viewport=SMALL)
    guide.to_answer()
    guide.page.evaluate(
        """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
        const root = document.querySelector('appeal-guide').shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]; }""",
        SPACING,
    )
    assert guide.page.evaluate(SPILLS) == []


def test_a_hostile_page_changes_neither_letters_nor_place(
    visit: Callable[..., Guide], stand_in: StandIn
) -> None:
    """Its resets, its 10 px rem, its transforms and its bars stay outside."""
    ours = visit(viewport=DESKTOP).open()
    theirs = visit(f"{stand_in.other_origin}/host/hostile", viewport=DESKTOP).open()
    looks = """() => [...document.querySelector('appeal-guide').shadowRoot.querySelectorAll('.panel, .panel *')]
      .filter((n) => n.checkVisibility() && n.localName !== 'div').slice(0, 40).map((n) => { const s = getComputedStyle(n);
        const b = n.getBoundingClientRect();
        return [n.localName, s.fontSize, s.color, s.display, Math.round(b.width), Math.round(b.height)].join(' '); })"""
    assert theirs.page.evaluate(looks) == ours.page.evaluate(looks)


TARGETS = """() => [...document.querySelector('appeal-guide').shadowRoot.querySelectorAll(
    'button, summary, input, textarea, a.action, .skip a, label.box')]
  .filter((n) => n.checkVisibility({ checkVisibilityCSS: true }))
  .map((n) => [n.textContent.trim() || n.name || n.type, n.getBoundingClientRect()])
  .filter(([, b]) => b.width < 24 || b.height < 24).map(([name, b]) => `${name}: ${b.width} x ${b.height}`)"""


def test_everything_to_press_is_large_enough(guide: Guide) -> None:
    """At least 24 by 24 CSS pixels; the choices and Send at least 44 high."""
    guide.to_sections()
    assert guide.page.evaluate(TARGETS) == []
    guide.panel.get_by_role("checkbox", name="F: the help").check()
    guide.choose("Continue").heard("What date")
    assert guide.page.evaluate(TARGETS) == []
    for name in ("Continue", "Send", "Close", "I can't find it"):
        box = guide.button(name).bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_nothing_moves(visit: Callable[..., Guide]) -> None:
    """No animation and no transition, with reduced motion asked for or not."""
    for motion in ("reduce", "no-preference"):
        guide = visit(reduced_motion=motion)
        guide.to_answer()
        running = "() => [document, document.querySelector('appeal-guide').shadowRoot].flatMap((n) => n.getAnimations()).length"
        assert guide.page.evaluate(running) == 0
        moving = "() => [...document.querySelector('appeal-guide').shadowRoot.querySelectorAll('*')].filter((n) => { const s = getComputedStyle(n); return s.transitionDuration !== '0s' || s.animationName !== 'none' || s.scrollBehavior === 'smooth'; }).length"
        assert guide.page.evaluate(moving) == 0


CONTRAST = """() => {
  const root = document.querySelector('appeal-guide').shadowRoot;
  const probe = document.createElement('i');
  root.querySelector('.guide').append(probe);
  const light = (name) => {
    probe.style.color = `var(${name})`;
    const parts = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map((p) => {
      const s = p / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  return (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => x - y);
    return (b + 0.05) / (a + 0.05);
  };
}"""
TEXT = [
    (text, ground)
    for text in ("--text", "--soft", "--link", "--error")
    for ground in ("--ground", "--guide", "--you")
] + [("--on-accent", "--accent")]
EDGES = [
    (edge, ground)
    for edge in ("--line", "--accent", "--error")
    for ground in ("--ground", "--guide", "--you")
] + [("--focus-edge", "--ground"), ("--focus-edge", "--guide"), ("--focus-edge", "--you")]


def _contrasts(page: Page, pairs: list[tuple[str, str]]) -> dict[str, float]:
    script = f"(pairs) => {{ const of = ({CONTRAST})(); return pairs.map(([a, b]) => of(a, b)); }}"
    found = page.evaluate(script, [list(pair) for pair in pairs])
    return {" on ".join(pair): round(value, 2) for pair, value in zip(pairs, found, strict=True)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_its_contrast(visit: Callable[..., Guide], scheme: str) -> None:
    """4.5 to 1 for text, 3 to 1 for edges and the focus, in the light and in the dark."""
    guide = visit(color_scheme=scheme).open()
    assert {k: v for k, v in _contrasts(guide.page, TEXT).items() if v < 4.5} == {}
    assert {k: v for k, v in _contrasts(guide.page, EDGES).items() if v < 3} == {}


@pytest.mark.parametrize(
    ("colour", "used"),
    [
        ("#6b1f7b", True),
        ("rebeccapurple", True),
        ("#d4351c", True),
        ("#ffee00", False),
        ("#eee", False),
        ("not a colour", False),
        ("url(https://example.org/x)", False),
    ],
)
def test_a_theme_colour_is_used_only_where_it_can_be_read(
    visit: Callable[..., Guide], stand_in: StandIn, colour: str, used: bool
) -> None:
    """Words on it turn black or white; a colour too pale to see is left aside."""
    stand_in.hosts["themed"] = stand_in.hosts["theme"].replace("COLOUR", colour)
    guide = visit(f"{stand_in.other_origin}/host/themed").open()
    ours = "() => document.querySelector('appeal-guide').shadowRoot.querySelector('.guide').style.getPropertyValue('--appeal-guide-accent-safe')"
    assert (guide.page.evaluate(ours) == colour) is used
    pairs = [("--on-accent", "--accent"), ("--accent", "--ground")]
    on, edge = _contrasts(guide.page, pairs).values()
    assert on >= 4.5
    assert edge >= 3


def test_forced_colours_keep_edges_focus_and_choices(visit: Callable[..., Guide]) -> None:
    """Messages, fields and buttons keep an edge, and the focus its outline."""
    guide = visit(forced_colors="active")
    guide.to_sections()
    edges = """() => [...document.querySelector('appeal-guide').shadowRoot.querySelectorAll(
        '.log li, button, textarea, .box')].filter((n) => n.checkVisibility({ checkVisibilityCSS: true }))
      .filter((n) => { const s = getComputedStyle(n);
        return s.borderTopStyle === 'none' || s.borderTopWidth === '0px' || s.borderTopColor === s.backgroundColor; })
      .map((n) => n.outerHTML.slice(0, 60))"""
    assert guide.page.evaluate(edges) == []
    box = guide.panel.get_by_role("checkbox", name="F: the help")
    bare = guide.panel.locator("label.box").nth(1).screenshot()
    box.check()
    assert guide.panel.locator("label.box").nth(1).screenshot() != bare
    guide.field.focus()
    outline = "() => getComputedStyle(document.querySelector('appeal-guide').shadowRoot.activeElement).outlineStyle"
    assert guide.page.evaluate(outline) == "solid"


def test_speakers_can_be_told_apart_without_colour(guide: Guide) -> None:
    """In grey, each message still says whose it is."""
    guide.to_date()
    guide.page.evaluate("() => { document.documentElement.style.filter = 'grayscale(1)'; }")
    expect(guide.log.get_by_text("You said")).to_be_visible()
    expect(guide.log.get_by_text("Guide said").first).to_be_visible()


def test_a_keyboard_on_the_screen_does_not_hide_the_field(guide: Guide) -> None:
    """The panel keeps to what can be seen when the view shrinks."""
    guide.open()
    guide.field.focus()
    guide.page.set_viewport_size({"width": 390, "height": 480})
    expect(guide.field).to_be_in_viewport(ratio=1)
    expect(guide.field).to_be_focused()
    expect(guide.button("Send")).to_be_in_viewport(ratio=1)


def test_without_the_newest_browser_parts_it_still_opens(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """No popover: a fixed panel instead."""
    page = context().new_page()
    page.add_init_script(
        "delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.hidePopover;"
        "delete HTMLElement.prototype.popover;"
    )
    page.goto(stand_in.url)
    guide = Guide(page)
    guide.to_date()


def test_the_printed_answer_fits_two_pages_and_says_when_it_was_made(
    guide: Guide, tmp_path: Path
) -> None:
    """All of the answer and who can help, with the reasons open, on A4."""
    guide.to_answer()
    with guide.page.expect_popup() as opened:
        guide.choose("Print or save")
    page = opened.value
    text = page.locator("main").inner_text()
    for part in (
        "Made on Saturday 21 November 2026",
        "Contact Kids by Tuesday 1 December 2026.",
        "SEND Regulations 2014, regulation 33",
        "03330 062 835",
        "information, not legal advice",
        "Date on the council's letter: Thursday 1 October 2026",
    ):
        assert part in text
    expect(page.get_by_role("button", name="Print this page")).to_be_focused()
    pdf = page.pdf(format="A4", print_background=False)
    assert pdf.count(b"/Type /Page\n") in (1, 2), pdf.count(b"/Type /Page\n")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    page.pdf(path=tmp_path / "answer.pdf", format="A4")


def test_the_way_ahead_is_drawn_with_its_dates(guide: Guide) -> None:
    """A line from today to the appeal: each step numbered, dated where the rules give a date."""
    guide.to_answer()
    steps = guide.log.locator("ol.timeline > li")
    expect(steps).to_have_count(5)
    expect(steps.first).to_contain_text("By Tue 1 Dec")
    expect(steps.last).to_contain_text("By Tue 1 Dec")
    expect(guide.log.get_by_text("Today, Sat 21 Nov")).to_be_visible()
    drawn = Image.open(io.BytesIO(guide.log.locator("ol.timeline").screenshot())).convert("RGB")
    accents = sum(1 for pixel in drawn.getdata() if pixel == (11, 79, 108))
    assert accents > 300
