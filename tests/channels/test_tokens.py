"""Tokens: unguessable, bound to one conversation, over after their time, and changeable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.tokens import BadToken, Sessions

OLD, NEW = "an old secret, thirty-two and more", "a new secret, thirty-two and more.."


def test_a_token_opens_its_own_conversation() -> None:
    """And says when it ends."""
    session = Sessions(NEW).new()
    assert Sessions(NEW).conversation_id(session.token) == session.conversation_id
    left = session.expires_at - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)


def test_ids_are_long_and_never_the_same() -> None:
    """128 random bits."""
    ids = {Sessions(NEW).new().conversation_id for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(conversation_id) >= 22 for conversation_id in ids)


def test_a_token_is_refused_once_its_time_is_over() -> None:
    """Signed rightly, a second too late."""
    sessions = Sessions(NEW, lifetime=timedelta(seconds=-1))
    with pytest.raises(BadToken):
        sessions.conversation_id(sessions.new().token)


def test_both_secrets_are_accepted_while_one_replaces_the_other() -> None:
    """Conversations begun under the old one go on; new ones are signed with the new."""
    before = Sessions(OLD).new()
    rotated = Sessions(NEW, (OLD,))
    assert rotated.conversation_id(before.token) == before.conversation_id
    after = rotated.new()
    assert Sessions(NEW).conversation_id(after.token) == after.conversation_id
    with pytest.raises(BadToken):
        Sessions(OLD).conversation_id(after.token)


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "\ud800", "é", "." * 100, "A" * 10000])
def test_anything_else_is_refused(token: str) -> None:
    """Without an error of another kind."""
    with pytest.raises(BadToken):
        Sessions(NEW).conversation_id(token)
