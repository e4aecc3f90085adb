"""One council's facts as data: who to contact, how, when, and where each fact comes from."""

from bot.council.contact import Contact, HoursNotKnown
from bot.council.council import Council
from bot.council.loading import CouncilFileError, load_council

__all__ = ["Contact", "Council", "CouncilFileError", "HoursNotKnown", "load_council"]
