"""The checks on every reply find the faults that they are for."""

from __future__ import annotations

import pytest

from bot.engine.conversations import Reply
from tests.conversations.faults import fault_of

ADVICE = {"contact_mediation_by": "2026-12-01", "appeal_by": "2026-12-01"}


@pytest.mark.parametrize(
    ("reply", "channel", "fault"),
    [
        (Reply("Contact Kids by {contact_by}."), "web", "'{' was shown"),
        (Reply("Send it with form . Call Kids."), "web", "'m .' was shown"),
        (Reply("Call Kids. Great!"), "web", "'!' is not how"),
        (Reply("It is too late. Call Kids."), "web", "'too late' is not how"),
        (Reply("That is so."), "web", "no next step"),
        (Reply("Call Kids by Monday 1 December 2026."), "web", "is a Tuesday"),
        (Reply("Call Kids by Mon 1 Dec 2026."), "sms", "is a Tuesday"),
        (
            Reply("**Contact Kids by Wednesday 2 December 2026.**", guidance=ADVICE),
            "web",
            "no date of the Advice",
        ),
        (Reply("Call Kids.\n\nCall Kids."), "web", "said twice"),
        (Reply("Call Kids – today."), "sms", "double the cost"),
        (Reply("Call Kids. " * 50), "sms", "more than three text messages"),
        (Reply(" "), "web", "an empty message"),
    ],
)
def test_a_faulty_reply_is_found(reply: Reply, channel: str, fault: str) -> None:
    """Each check fails on a reply with its fault."""
    assert fault in str(fault_of([reply], channel))


def test_silence_is_a_fault() -> None:
    """A turn without a reply is found."""
    assert fault_of([], "web") == "nothing was said"


def test_a_good_reply_has_no_fault() -> None:
    """A plain answer passes every check."""
    answer = "**Contact Kids by Tuesday 1 December 2026.** Call 03330 062 835."
    assert fault_of([Reply(answer, guidance=ADVICE)], "web") is None
