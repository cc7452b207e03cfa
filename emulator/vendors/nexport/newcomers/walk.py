"""A walk through the API: a seed document makes an enrollment, and its SCORM data is read."""

from functools import partial

from emulator.vendors.for_console.walks import WalkStep

_call = partial(WalkStep, method="POST", headers={"Content-Type": "application/json"})
_SEED = """{"nexport": {
  "organizations": [{"name": "Acme {run}"}],
  "users": [{"login": "ann-{run}", "first_name": "Ann", "last_name": "Lee", "organization": "Acme {run}"}],
  "sections": [{"name": "Safety {run}", "organization": "Acme {run}",
    "assignments": [{"name": "Fire safety", "id": "a0000000-0000-4000-8000-{run}", "version": "1.2",
                     "scos": [{"id": "sco-1", "title": "Exits"}]}],
    "enrollments": [{"user": "ann-{run}", "id": "e0000000-0000-4000-8000-{run}",
      "statuses": [{"assignment": "Fire safety",
        "scos": [{"id": "sco-1", "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "85"}}]}]}]}]}}"""

WALK = (
    _call(says="Make a section with a learner, by a seed document", path="/_emulator/seed", body=_SEED),
    _call(
        says="Get an access token",
        path="/AdminApi/Authenticate",
        body='{"username": "api.user", "password": "emulator-password", "grant_type": "password"}',
        keep={"token": "access_token"},
    ),
    _call(
        says="Read her SCORM data",
        path="/ScormApi/GetCmiData?access_token={token}",
        body='{"enrollment_id": "e0000000-0000-4000-8000-{run}", "assignment_id": "a0000000-0000-4000-8000-{run}", '
        '"cmi_element_names": ["cmi.core.lesson_status", "cmi.core.score.raw"]}',
    ),
)
