"""The guide. Whoever loads any of it sends no usage data: Rasa would, unless told not to."""

import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
