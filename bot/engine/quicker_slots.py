"""Filling slots where Rasa 3.6.21 itself has nothing to fill: bot/engine/quicker.py puts it in.

Rasa goes through every mapping of every slot, and replays the conversation, before it asks
`action_validate_slot_mappings`. Where every mapping is `custom` and names no action, only what
that action says is left.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.constants import (
    ACTION_VALIDATE_SLOT_MAPPINGS,
    DEFAULT_SLOT_NAMES,
    MAPPING_TYPE,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

extract_slots_slowly = ActionExtractSlots.run


async def extract_slots(
    self: ActionExtractSlots,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """The same events; Rasa's own way where Rasa has a slot to fill itself."""
    if tracker.idx_after_latest_restart() or not _is_left_to_the_action(domain):
        return list(await extract_slots_slowly(self, output_channel, nlg, tracker, domain))
    return list(
        await self._run_custom_action(
            ACTION_VALIDATE_SLOT_MAPPINGS, output_channel, nlg, tracker, domain
        )
    )


def _is_left_to_the_action(domain: Domain) -> bool:
    found: bool | None = getattr(domain, "_slots_are_left_to_the_action", None)
    if found is None:
        found = ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions and all(
            mapping.get(MAPPING_TYPE) == SlotMappingType.CUSTOM.value and "action" not in mapping
            for slot in domain.slots
            if slot.name not in DEFAULT_SLOT_NAMES
            for mapping in slot.mappings
        )
        domain._slots_are_left_to_the_action = found
    return found
