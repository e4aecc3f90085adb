"""The guide itself is measured as anybody would use it."""

from __future__ import annotations

import pytest

from bench import profile_turn, talking
from bench.talking import GuideTalk, NoDate, hold, hold_together, new_client
from bot.engine.conversations import Conversations


async def test_a_whole_conversation_is_timed_turn_by_turn(guide_url: str) -> None:
    """The opening, three messages and the last choice, each with its time."""
    async with new_client() as client:
        took = await hold(GuideTalk(client, guide_url))
    assert len(took) == 5
    assert all(0 < seconds < 30 for seconds in took)


async def test_several_people_talk_at_once(guide_url: str) -> None:
    """Every turn of everybody counts."""
    crowd = await hold_together(GuideTalk, guide_url, people=3, each=1)
    assert crowd.turns == 15
    assert crowd.per_second == crowd.turns / crowd.seconds > 0


async def test_a_conversation_without_the_date_counts_for_nothing(
    guide_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that is fast because it does not answer is not measured."""
    monkeypatch.setattr(talking, "SCRIPT", ("what is mediation",))
    async with new_client() as client:
        with pytest.raises(NoDate):
            await hold(GuideTalk(client, guide_url))


async def test_the_parts_of_a_turn_are_found_in_rasa(guide: Conversations) -> None:
    """Every part takes some time, and Rasa is left as it was."""
    from rasa.core.processor import MessageProcessor

    before = MessageProcessor.run_action_extract_slots
    found = await profile_turn.profile_parts(guide, times=1)
    assert found.keys() <= {*profile_turn.PARTS, profile_turn.REST}
    for part in ("loading the conversation", "understanding the message", "running the actions"):
        assert found[part] > 0
    assert MessageProcessor.run_action_extract_slots is before


def test_a_part_is_timed_without_the_parts_inside_it() -> None:
    """So that they add up to the turn."""
    clock = profile_turn.Clock()
    with clock.part("outer"), clock.part("inner"):
        sum(range(200_000))
    assert clock.spent["inner"] > clock.spent["outer"] > 0
