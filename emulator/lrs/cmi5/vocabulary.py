"""The IRIs of cmi5."""

_ADL, _W3ID, _CMI5 = (
    "http://adlnet.gov/expapi/verbs/",
    "https://w3id.org/xapi/adl/verbs/",
    "https://w3id.org/xapi/cmi5/",
)
LAUNCHED, INITIALIZED, COMPLETED, PASSED, FAILED, TERMINATED = (
    _ADL + name for name in ("launched", "initialized", "completed", "passed", "failed", "terminated")
)
ABANDONED, WAIVED, SATISFIED = (_W3ID + name for name in ("abandoned", "waived", "satisfied"))
CATEGORY = _CMI5 + "context/categories/cmi5"
MOVE_ON_CATEGORY = _CMI5 + "context/categories/moveon"
SESSION_ID, MASTERY_SCORE, LAUNCH_MODE, LAUNCH_URL, MOVE_ON, LAUNCH_PARAMETERS = (
    _CMI5 + "context/extensions/" + name
    for name in ("sessionid", "masteryscore", "launchmode", "launchurl", "moveon", "launchparameters")
)
REASON = _CMI5 + "result/extensions/reason"
PROGRESS = _CMI5 + "result/extensions/progress"
COURSE_TYPE, BLOCK_TYPE = _CMI5 + "activitytype/course", _CMI5 + "activitytype/block"
LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
DEFINED_BY_AU = (INITIALIZED, COMPLETED, PASSED, FAILED, TERMINATED)
