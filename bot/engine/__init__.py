"""Where the guide meets Rasa: its agent, its stores, its actions and the taking of turns."""

from bot.engine import patches

patches.apply()
