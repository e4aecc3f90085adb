"""Who is spoken of: the council, or the service."""

from __future__ import annotations

import pytest

from bot.language.spoken_of import speaks_of_the_council, speaks_of_the_service


@pytest.mark.parametrize(
    "text, council, service",
    [
        ("the council never wrote back", True, False),
        ("herts have not decided", True, False),
        ("we've had no letter", True, False),
        ("the LA said so", True, False),
        ("Kids have not rung", False, True),
        ("the mediators haven't answered", False, True),
        ("the council told us to ring mediation", True, True),
        ("they've not come back to me", False, False),
        ("my kid is at home and the lady rang", False, False),
    ],
)
def test_the_council_and_the_service_are_told_apart(
    text: str, council: bool, service: bool
) -> None:
    """Whoever is not named is not taken for either."""
    assert speaks_of_the_council(text) is council
    assert speaks_of_the_service(text) is service
