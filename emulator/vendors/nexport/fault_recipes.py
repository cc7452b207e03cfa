"""Typical faults of NexPort Campus, as recipes."""

from emulator.faults.recipe import Recipe

RECIPES = (
    Recipe(
        "token-endpoint-down",
        "Whoever asks for a token gets 503: what was issued before goes on.",
        (
            {
                "match": {"vendor": "nexport", "operation": "AdminApi_Authenticate"},
                "do": {"status": 503, "reason": "Service Unavailable"},
            },
        ),
    ),
)
