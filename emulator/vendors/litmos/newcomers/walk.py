"""A walk through the API: a module is imported, and a learner of a course with it gets a result."""

from functools import partial

from emulator.vendors.for_console.walks import WalkStep

_call = partial(WalkStep, headers={"apikey": "litmos-account-owner", "Content-Type": "application/json"})
_SAID = "?source=walk&format=json"

WALK = (
    _call(
        says="Make a module of a sample course",
        method="POST",
        path=f"/modules{_SAID}",
        body='{"Name": "Tides", "ModuleType": "9", "Active": "true", "ContentURL": "{root}/_emulator/samples/scorm12-quiz.zip"}',
        keep={"module": "Id"},
    ),
    _call(says="Wait until it is imported", method="GET", path=f"/modules/{{module}}{_SAID}", until='"Ready"'),
    _call(
        says="Make a course",
        method="POST",
        path=f"/courses{_SAID}",
        body='{"Name": "Sailing", "Active": true}',
        keep={"course": "Id"},
    ),
    _call(
        says="Put the module into it",
        method="POST",
        path=f"/courses/{{course}}/modules/link{_SAID}",
        body='[{"Id": "{module}"}]',
    ),
    _call(
        says="Make a learner",
        method="POST",
        path=f"/users{_SAID}",
        body='{"UserName": "ann-{run}@example.com", "FirstName": "Ann", "LastName": "Lee"}',
        keep={"user": "Id"},
    ),
    _call(
        says="Give her the course",
        method="POST",
        path=f"/users/{{user}}/courses{_SAID}",
        body='[{"Id": "{course}"}]',
    ),
    _call(
        says="Report her result",
        method="PUT",
        path=f"/results/modules/{{module}}{_SAID}",
        body='{"CourseId": "{course}", "UserId": "{user}", "Score": 90, "Completed": true}',
    ),
    _call(says="Read it", method="GET", path=f"/users/{{user}}/courses{_SAID}"),
)
