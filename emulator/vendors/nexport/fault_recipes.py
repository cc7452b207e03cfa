"""Typical faults of NexPort Campus, as recipes."""

from emulator.faults.recipe import Recipe

RECIPES = (
    Recipe(
        "token-endpoint-down",
        "Requests for a token get 503; tokens that were issued before stay valid.",
        (
            {
                "match": {"vendor": "nexport", "operation": "AdminApi_Authenticate"},
                "do": {"status": 503, "reason": "Service Unavailable"},
            },
        ),
    ),
)
