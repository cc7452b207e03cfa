"""A walk through the API: a course is imported, and a registration for it is passed."""

from functools import partial

from emulator.vendors.for_console.walks import WalkStep

_call = partial(
    WalkStep,
    headers={"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ=", "Content-Type": "application/json"},
)

WALK = (
    _call(
        says="Import a sample course",
        method="POST",
        path="/courses/importJobs?courseId=tides&mayCreateNewVersion=true",
        body='{"url": "{root}/_emulator/samples/scorm12-quiz.zip"}',
        keep={"job": "result"},
    ),
    _call(says="Wait until it is there", method="GET", path="/courses/importJobs/{job}", until='"COMPLETE"'),
    _call(
        says="Register a learner for it",
        method="POST",
        path="/registrations",
        body='{"courseId": "tides", "registrationId": "walk-{run}", '
        '"learner": {"id": "ann", "firstName": "Ann", "lastName": "Lee"}}',
    ),
    _call(
        says="Get a link that launches it",
        method="POST",
        path="/registrations/walk-{run}/launchLink",
        body='{"redirectOnExitUrl": "Message"}',
    ),
    WalkStep(
        says="Let her pass, without a browser",
        method="POST",
        path="/_emulator/attempts/play?registration=walk-{run}",
        headers={"Content-Type": "application/json"},
        body='{"status": "passed", "score": 85, "seconds": 120}',
    ),
    _call(says="Read the result", method="GET", path="/registrations/walk-{run}"),
)
