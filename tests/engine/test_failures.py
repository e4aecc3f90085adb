"""What becomes of a turn is noted for that turn alone."""

from __future__ import annotations

import asyncio

from bot.engine.failures import has_failed, note_failure, turn_under_way, watching


def test_a_failure_is_noted_only_while_a_turn_is_watched() -> None:
    """Outside a turn there is nothing to mark; after it the mark is gone."""
    note_failure()
    assert not has_failed()
    with watching() as turn:
        assert not has_failed()
        note_failure()
        assert has_failed()
        assert turn.failed
    assert not has_failed()
    assert turn_under_way() is None


async def test_turns_at_the_same_time_do_not_share_their_failures() -> None:
    """One conversation's failed action does not spoil another's turn."""

    async def take(fails: bool) -> bool:
        with watching() as turn:
            await asyncio.sleep(0)
            if fails:
                note_failure()
            await asyncio.sleep(0)
            return turn.failed

    turns = (take(fails) for fails in [True, False] * 5)
    assert await asyncio.gather(*turns) == [True, False] * 5
