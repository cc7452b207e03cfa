"""Faults that Litmos is known for."""

from emulator.faults.recipe import Recipe

RECIPES = (
    Recipe(
        "litmos-maintenance",
        "Litmos is down for maintenance: every call of its API answers 503.",
        (
            {
                "match": {"vendor": "litmos"},
                "do": {"status": 503, "reason": "Service Unavailable", "retry_after": 600},
            },
        ),
    ),
    Recipe(
        "litmos-rate-limit",
        "Five calls in a row meet the limit of 100 requests a minute, whatever was called before.",
        ({"match": {"vendor": "litmos"}, "when": {"times": 5}, "do": {"rate_limit": True}},),
    ),
    Recipe(
        "litmos-import-fails",
        "The next import of a module fails while Litmos processes it.",
        (
            {
                "on": "jobs",
                "match": {"kind": "litmos.module", "state": "Ready"},
                "when": {"times": 1},
                "do": {"reason": "The module could not be processed"},
            },
        ),
    ),
)
