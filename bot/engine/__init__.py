"""Where the guide meets Rasa: its agent, its stores, its actions and the taking of turns."""

from bot.engine import late_imports

late_imports.apply()

from bot.engine import patches  # noqa: E402 - imports Rasa

patches.apply()
