"""Typical faults of SCORM Cloud, as recipes."""

from emulator.faults.recipe import Recipe

RECIPES = (
    Recipe(
        "scormcloud-slow-import",
        "Every import of a course takes two minutes longer: for a client that polls it, or gives up.",
        (
            {
                "on": "jobs",
                "match": {"kind": "scormcloud.import", "state": "Complete"},
                "do": {"delay": 120},
            },
        ),
    ),
    Recipe(
        "scormcloud-import-fails",
        "The next import of a course fails while its package is read.",
        (
            {
                "on": "jobs",
                "match": {"kind": "scormcloud.import", "state": "Complete"},
                "when": {"times": 1},
                "do": {"reason": "The package could not be parsed"},
            },
        ),
    ),
    Recipe(
        "token-endpoint-down",
        "Requests for a token get 503; tokens that were issued before stay valid.",
        (
            {
                "match": {"vendor": "scormcloud", "operation": "getAppToken"},
                "do": {"status": 503, "reason": "Service Unavailable"},
            },
        ),
    ),
)
