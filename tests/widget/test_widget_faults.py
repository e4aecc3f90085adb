"""Bad connections, other tabs, ended conversations, hostile text: nothing lost, one reply each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from .conftest import PHONE, Guide
from .stand_in import HOSTILE, StandIn


def _lines(guide: Guide) -> list[str]:
    items = guide.log.get_by_role("list").first.locator("> li.guide, > li.you")
    return [item.inner_text().replace("\n", " ") for item in items.all()]


def test_offline_and_back_sends_once_by_itself(guide: Guide, stand_in: StandIn) -> None:
    """What could not be sent stays, says so, and goes when the connection is back."""
    guide.open()
    guide.page.context.set_offline(True)
    guide.say("they refused")
    expect(guide.panel.get_by_text("Not sent. You seem to be offline.")).to_be_visible()
    guide.page.context.set_offline(False)
    guide.heard("What date is printed on the letter?")
    expect(guide.panel.get_by_text("Not sent.")).to_have_count(0)
    assert stand_in.faults.turns == 1


def test_a_message_not_sent_survives_a_reload(guide: Guide, stand_in: StandIn) -> None:
    """The words are kept on the device until they have been sent."""
    guide.open()
    stand_in.faults.statuses.append(500)
    guide.say("they refused")
    expect(guide.button("Try again: they refused")).to_be_visible()
    guide.page.reload()
    guide.launcher.click()
    guide.heard("What date is printed on the letter?")
    assert sum("they refused" in line for line in _lines(guide)) == 1
    assert stand_in.faults.turns == 1


def test_a_lost_reply_is_fetched_by_trying_again_without_a_second_turn(
    guide: Guide, stand_in: StandIn
) -> None:
    """The same id goes again, so the server gives the same reply."""
    guide.open()
    stand_in.faults.lose_replies = 1
    guide.say("they refused")
    guide.button("Try again: they refused").click()
    guide.heard("What date is printed on the letter?")
    assert stand_in.faults.turns == 1
    assert len(_lines(guide)) == 3


def test_a_choice_not_sent_can_be_tried_again(guide: Guide, stand_in: StandIn) -> None:
    """It is named by what people saw, not by what is sent for it."""
    guide.open()
    stand_in.faults.statuses.append(500)
    guide.choose("They won't issue a plan")
    again = guide.button("Try again: They won't issue a plan")
    expect(guide.panel.get_by_text("Not sent. The guide cannot answer just now.")).to_be_visible()
    again.click()
    guide.heard("What date is printed on the letter?")
    assert "/choose" not in " ".join(_lines(guide))


def test_too_many_messages_says_how_long_to_wait(guide: Guide, stand_in: StandIn) -> None:
    """With the server's own number of seconds."""
    guide.open()
    stand_in.faults.statuses.append(429)
    guide.say("hello")
    busy = guide.panel.get_by_text("Not sent. The guide is busy. Try again in 7 seconds.")
    expect(busy).to_be_visible()


def test_a_message_the_server_will_not_take_does_not_block_the_next(
    guide: Guide, stand_in: StandIn
) -> None:
    """The words go back to the field, to be changed."""
    guide.open()
    stand_in.faults.statuses.append(413)
    guide.say("something it refuses")
    expect(guide.field).to_have_value("something it refuses")
    guide.say("hello").heard("What date is printed on the letter?")


def test_an_ended_conversation_says_so_and_keeps_the_words(guide: Guide, stand_in: StandIn) -> None:
    """A new one begins; what was typed is in the box."""
    guide.to_date()
    stand_in.script.held.clear()
    guide.say("1 October 2026")
    expect(guide.panel.get_by_text("Your earlier conversation has ended")).to_be_visible()
    guide.heard("What did the council decide?")
    expect(guide.field).to_have_value("1 October 2026")


def test_coming_back_after_it_ended_begins_a_new_one(guide: Guide, stand_in: StandIn) -> None:
    """With a line that says why."""
    guide.to_date()
    stand_in.script.held.clear()
    guide.page.reload()
    guide.launcher.click()
    expect(guide.panel.get_by_text("Your earlier conversation has ended")).to_be_visible()
    guide.heard("What did the council decide?")


def test_a_reload_resumes_and_never_asks_again(guide: Guide, stand_in: StandIn) -> None:
    """The same conversation at the same question, choices shown by their names."""
    guide.open().choose("They won't issue a plan").heard("What date is printed")
    before = _lines(guide)
    guide.page.reload()
    guide.launcher.click()
    guide.heard("What date is printed on the letter?")
    expect(guide.panel.get_by_text("This is your conversation so far.")).to_be_visible()
    assert _lines(guide) == before
    expect(guide.page.get_by_label("Day", exact=True)).to_be_visible()


def test_two_tabs_show_the_same_conversation(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """An answer given in one is seen in the other."""
    shared = context()
    guides = []
    for _ in range(2):
        page = shared.new_page()
        page.goto(stand_in.url)
        guides.append(Guide(page))
        guides[-1].launcher.wait_for()
    one, other = guides
    one.open()
    other.launcher.click()
    other.heard("What did the council decide?")
    one.choose("They won't assess my child").heard("What date is printed on the letter?")
    other.heard("What date is printed on the letter?")
    other.type_date("1", "10", "2026").heard("Is that right?")
    one.heard("Is that right?")
    assert _lines(one) == _lines(other)
    assert stand_in.faults.turns == 2


def test_forgetting_deletes_it_on_the_server_and_on_the_device(
    guide: Guide, stand_in: StandIn
) -> None:
    """After one question back; then a new one can begin."""
    guide.to_date()
    held = len(stand_in.script.held)
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Forget this conversation").choose("No, keep it")
    assert len(stand_in.script.held) == held
    guide.choose("Forget this conversation").choose("Yes, delete it")
    expect(guide.panel.get_by_text("Your conversation has been deleted")).to_be_visible()
    assert len(stand_in.script.held) == held - 1
    assert guide.page.evaluate("Object.keys(localStorage)") == []
    assert guide.page.context.cookies() == []
    guide.choose("Start a new conversation").heard("What did the council decide?")


def test_start_again_goes_back_to_the_first_question(guide: Guide) -> None:
    """By a named control in the options."""
    guide.to_date()
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Start again")
    expect(guide.button("They're ending the plan")).to_be_visible()


def test_what_is_kept_and_until_when_is_said(guide: Guide) -> None:
    """Before it starts, that nothing is; then the day and time."""
    guide.open()
    guide.panel.get_by_text("Options and your privacy").click()
    kept = guide.panel.get_by_text("We keep your messages so that you can come back to them")
    expect(kept).to_contain_text("until Sunday 22 November 2099, 7:40 pm")


def test_an_hour_before_the_end_it_says_when_that_is(guide: Guide, stand_in: StandIn) -> None:
    """In time to print or save the answer."""
    end = datetime.now(UTC) + timedelta(minutes=70)
    stand_in.script.expires_at = end.isoformat()
    guide.page.clock.install()
    guide.open()
    guide.page.clock.fast_forward("09:30")
    expect(guide.status).to_have_text("")
    guide.page.clock.fast_forward("00:40")
    expect(guide.status).to_contain_text("This conversation ends at")
    expect(guide.status).to_contain_text("Print or save your answer before then.")


def test_it_works_where_the_browser_keeps_nothing(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """Storage refused, as in some private windows and frames: it works, and says what is lost."""
    page = context().new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
    )
    page.goto(stand_in.url)
    guide = Guide(page)
    guide.to_date()
    guide.panel.get_by_text("Options and your privacy").click()
    expect(guide.panel.get_by_text("This browser does not let us keep your place.")).to_be_visible()


def test_no_server_at_the_start_gives_the_phone_number_and_a_retry(
    guide: Guide, stand_in: StandIn
) -> None:
    """Never an empty panel."""
    guide.page.context.set_offline(True)
    guide.launcher.click()
    told = guide.panel.get_by_text("The guide cannot start just now. You can call Kids on").last
    expect(told).to_contain_text("03330 062 835")
    guide.page.context.set_offline(False)
    guide.choose("Try again").heard("What did the council decide?")


def test_without_its_words_the_page_keeps_its_own_way_in(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """What stands inside the element stays, and works."""
    page = context().new_page()
    page.route("**/words.json*", lambda route: route.fulfill(status=503))
    page.goto(stand_in.url)
    page.get_by_role("button", name="Start the guide").click()
    expect(page.get_by_text("What did the council decide?")).to_be_visible()


def test_html_and_script_in_every_field_are_shown_as_text(guide: Guide) -> None:
    """No element is made of them, nothing runs, and no link goes to javascript."""
    guide.open().say("hostile")
    expect(guide.log.locator("strong").last).to_have_text(HOSTILE)
    guide.panel.get_by_text("Why?").click()
    root = "document.querySelector('appeal-guide').shadowRoot"
    assert guide.page.evaluate(f"{root}.querySelectorAll('img, script, iframe').length") == 0
    assert guide.page.evaluate("window.hacked") is None
    links = guide.page.evaluate(f"[...{root}.querySelectorAll('a')].map(a => a.protocol)")
    assert set(links) <= {"https:", "http:", "mailto:", "tel:"}
    handlers = f"""[...{root}.querySelectorAll('*')]
      .filter((n) => [...n.attributes].some((a) => a.name.startsWith('on'))).length"""
    assert guide.page.evaluate(handlers) == 0
    guide.choose(HOSTILE)
    assert guide.page.evaluate("window.hacked") is None


def test_what_a_person_types_is_shown_as_they_typed_it(guide: Guide) -> None:
    """Marks and tags stay as they are."""
    typed = "<b>he</b> **said** no\n1. really"
    guide.open().say(typed)
    expect(guide.log.locator("li.you .said")).to_have_text(typed)


def test_nothing_is_asked_of_other_sites_and_no_cookie_is_set(guide: Guide) -> None:
    """Only our own server is spoken to, and the policy refuses nothing."""
    asked: list[str] = []
    refused: list[str] = []
    guide.page.on("request", lambda request: asked.append(request.url))
    guide.page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    guide.page.reload()
    guide.to_answer()
    assert {url.split("/")[2] for url in asked} == {guide.page.url.split("/")[2]}
    assert refused == []
    assert guide.page.context.cookies() == []


def test_it_works_inside_a_frame_of_another_site(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """The plain address in an iframe with a title, on a page of an allowed origin."""
    page = context().new_page()
    page.goto(f"{stand_in.other_origin}/host/framed")
    frame = page.frame_locator("iframe[title]")
    frame.get_by_role("button", name="Start the guide").click()
    frame.get_by_role("button", name="They won't assess my child").click()
    expect(frame.get_by_text("What date is printed on the letter?")).to_be_visible()


def test_it_runs_under_the_policy_that_the_embedding_guide_asks_for(
    visit: Callable[..., Guide], stand_in: StandIn
) -> None:
    """Script and connections to the guide alone, trusted types on: all of it works, styles too."""
    guide = visit(f"{stand_in.other_origin}/host/strict")
    refused: list[str] = []
    guide.page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    guide.to_answer()
    expect(guide.link("Add to calendar")).not_to_have_attribute("href", "#")
    with guide.page.expect_popup() as opened:
        guide.choose("Print or save")
    heading = opened.value.get_by_role("heading", level=1)
    assert heading.evaluate("(n) => getComputedStyle(n).fontFamily").startswith("Arial")
    assert [text for text in refused if "favicon" not in text] == []


def test_another_councils_page_keeps_its_own_link(
    context: Callable[..., BrowserContext], stand_in: StandIn
) -> None:
    """The guide does not show itself with the wrong council's facts."""
    page = context().new_page()
    with page.expect_response("**/words.json*") as answered:
        page.goto(f"{stand_in.other_origin}/host/other")
    assert answered.value.status == 404
    expect(page.get_by_role("button", name="Open chatbot")).to_have_count(0)


@pytest.mark.parametrize("mode", ["inline", "open"])
def test_inline_and_open_show_the_guide_and_start_nothing(
    context: Callable[..., BrowserContext], stand_in: StandIn, mode: str
) -> None:
    """No conversation, and no focus taken, until Start is pressed."""
    page = context(viewport=PHONE).new_page()
    held = len(stand_in.script.held)
    page.goto(f"{stand_in.other_origin}/host/{mode}")
    guide = Guide(page)
    expect(guide.button("Start the guide")).to_be_visible()
    assert page.evaluate("document.activeElement.localName") == "body"
    assert len(stand_in.script.held) == held
    guide.choose("Start the guide").heard("What did the council decide?")
    guide.choose("They won't assess my child").heard("What date is printed on the letter?")
