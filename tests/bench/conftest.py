"""The same loaded guide as the conversations have."""

from tests.conversations.conftest import guide

__all__ = ["guide"]
