"""SCORM Cloud with so many rows of each list."""

from typing import Any

import httpx

from emulator.courseware.samples import build_sample
from emulator.vendors import load_vendor
from tests.counts.asking import Ask, Kind
from tests.vendors.scormcloud.calling import APP, MANAGEMENT_APP, MINIMAL, ScormCloudClient
from tests.world import World

SETTINGS = {"settings": [{"settingId": "PlayerLaunchType", "value": "FRAMESET"}]}
TAGS = {"tags": ["x", "y"]}
ENABLED = {"enabled": True}
TARGET = {"url": "http://127.0.0.1:9/lrs", "userName": "u", "password": "p"}
CREDENTIAL = {
    "name": "Reader", "info": "", "secret": "s", "isEnabled": True, "auth": {"xapiCredentialAuthType": "BASICAUTH"},
    "permissionsLevel": {"xapiCredentialPermissionsLevel": "READONLY"},
}  # fmt: skip
POSTBACK = {"url": "http://127.0.0.1:9/", "authType": "FORM", "userName": "jo", "password": "p"}
OWNER = "owner@lms-emulator.example"
WITH_EVERYTHING = (
    "includeRegistrationCount",
    "includeChildResults",
    "includeInteractionsAndObjectives",
    "includeRuntime",
)
ALL_OF_IT = (
    "includeTotalCount",
    "includeCourseMetadata",
    "includeRegistrationReport",
    "includeAdditionalInstanceInformation",
)

PLACEHOLDERS = {
    "courseId": "C1", "versionId": "0", "registrationId": "R1", "instanceId": "0", "destinationId": "D1", "dispatchId": "X1",
    "learnerId": "L1", "settingId": "PlayerLaunchType", "connectorId": "{connector}", "xapiCredentialId": "K0",
    "statementPipeId": "P0", "importJobId": "{job}", "childAppId": "{app}", "credentialId": "{credential}",
    "invitationId": "{private}",
}  # fmt: skip
IN_PATHS = {
    "getPublicInvitation": "/invitations/public/{public}",
    "updatePublicInvitation": "/invitations/public/{public}",
    "getPublicUserInvitations": "/invitations/public/{public}/userInvitations",
    "deleteCredential": "/appManagement/{app}/credentials/{credential}",
}
_PAGE = {"relativePath": "index.html"}
PARAMS: dict[str, dict[str, str]] = {
    "createFetchAndImportCourseJob": {"courseId": "CNEW"},
    "createNoUploadAndImportCourseJob": {"courseId": "CNEW"},
    "createUploadAndImportCourseJob": {"courseId": "CNEW"},
    "getReportageAuthToken": {"navPermission": "NONAV"},
    "getReportageLink": {"auth": "{reportage}", "reportUrl": "http://localhost/reportage"},
    "deleteAllLearnerData": {"userEmail": OWNER},
    "updateDispatches": {"destinationId": "D1", "courseId": "C1"},
    "deleteDispatches": {"destinationId": "D1", "courseId": "C1"},
    "getCourseAsset": _PAGE,
    "getCourseVersionAsset": _PAGE,
    "deleteCourseAsset": _PAGE,
    "deleteCourseVersionAsset": _PAGE,
}
_DISPATCH = {"destinationId": "D1", "courseId": "C1", "allowNewRegistrations": True}
_COURSE = {"courseId": "C1", "creatingUserEmail": OWNER}
_LEARNER = {"id": "L1", "firstName": "Jo", "lastName": "Baba"}
_LAUNCH = {"redirectOnExitUrl": "Message"}
_ASSET = {"fetchUrl": "{sample}", "destination": "more/new.zip"}
BODIES: dict[str, Any] = {
    "createApplication": {"name": "B"},
    "createCredential": {"name": "C"},
    "createToken": {"permissions": {"scopes": ["read:course"]}, "expiry": "2130-01-01T01:00:00Z"},
    "updateApplication": {"name": "C"},
    "updateCredential": {"name": "C"},
    "createConnector": {"contentConnectorType": "LTI13", "configuration": {"publicKey": "k"}},
    "updateConnector": ENABLED,
    "buildCoursePreviewLaunchLink": _LAUNCH,
    "buildCoursePreviewLaunchLinkWithVersion": _LAUNCH,
    "buildRegistrationLaunchLink": _LAUNCH,
    "createFetchAndImportCourseJob": {"url": "{sample}"},
    "createNoUploadAndImportCourseJob": {"fetchRequest": {"url": "{sample}"}},
    "importCourseAssetFile": _ASSET,
    "importCourseVersionAssetFile": _ASSET,
    "setCourseTitle": {"title": "T"},
    "createDestinations": {"destinations": [{"id": "DNEW", "data": {"name": "DNEW"}}]},
    "createDispatches": {"dispatches": [{"id": "XNEW", "data": {**_DISPATCH, "destinationId": "D0"}}]},
    "setDestination": {"name": "D"},
    "updateDispatch": {"notes": "n"},
    "updateDispatches": {"notes": "n"},
    "createPrivateInvitation": {**_COURSE, "invitationEmail": {"addresses": ["a@example.com"]}},
    "createPublicInvitation": _COURSE,
    "updatePrivateInvitation": {"expirationDate": ""},
    "updatePublicInvitation": {"expirationDate": ""},
    "updateLearnerInfo": _LEARNER,
    "createRegistration": {"registrationId": "RNEW", "courseId": "C1", "learner": _LEARNER},
    "testRegistrationPostback": POSTBACK,
    "createStatementPipe": {"target": TARGET},
    "setStatementPipe": {"target": TARGET},
    "createXapiCredential": CREDENTIAL,
    "setXapiCredential": CREDENTIAL,
    **{f"put{kind}TagsBatch": {"ids": [one], **TAGS} for kind, one in (
        ("Course", "C1"), ("Destination", "D1"), ("Dispatch", "X1"), ("Invitation", "{private}"), ("Learner", "L1"),
        ("Registration", "R1"),
    )},
}  # fmt: skip
FORMS: dict[str, dict[str, Any]] = {"getAppToken": {"data": {"scope": "read"}}}


def asks(world: World, rows: int) -> list[Ask]:
    """Make the world; returns a call of each operation."""
    world.settings(job_mode="instant", scormcloud_learner_deletion=True)
    known = _made(ScormCloudClient(world), rows)
    vendor = load_vendor("scormcloud")
    operations = [vendor.contract.operations[name] for name in vendor.router.served]
    return [_ask(world, operation, known) for operation in operations]


def _ask(world: World, operation: Any, known: dict[str, str]) -> Ask:
    path = IN_PATHS.get(operation.id, operation.path)
    for name, value in PLACEHOLDERS.items():
        path = path.replace("{" + name + "}", value)
    has = {parameter.name for parameter in operation.parameters}
    params = PARAMS.get(operation.id, {}) | {name: "true" for name in (*WITH_EVERYTHING, *ALL_OF_IT) if name in has}
    manages = path.startswith("/appManagement") and "configuration" not in path
    options: dict[str, Any] = {
        "params": {name: _filled(value, known) for name, value in params.items()},
        "auth": MANAGEMENT_APP if manages else APP,
        **_body(operation, known),
    }
    kind: Kind = "read" if operation.method in ("GET", "HEAD") else "write"
    return Ask(operation.id, operation.method, world.scormcloud + _filled(path, known), options, kind)


def _body(operation: Any, known: dict[str, str]) -> dict[str, Any]:
    if operation.id in FORMS:
        return FORMS[operation.id]
    if "upload" in operation.path.lower() and operation.method == "POST" and "noUpload" not in operation.path:
        content = build_sample(MINIMAL) if operation.path.endswith("importJobs/upload") else b"<p>"
        data = {} if operation.path.endswith("importJobs/upload") else {"destination": "new.html"}
        return {"files": {"file": ("course.zip", content, "application/zip")}, "data": data}
    if operation.method in ("GET", "HEAD"):
        return {}
    body = BODIES.get(operation.id)
    if body is None:
        last = operation.path.rpartition("/")[2]
        body = {"tags": TAGS, "configuration": SETTINGS, "enabled": ENABLED, "registrationInstancing": ENABLED,
                "hashUserInfo": ENABLED}.get(last, {})  # fmt: skip
    return {"json": _filled(body, known)}


def _filled(value: Any, known: dict[str, str]) -> Any:
    """With the ids that only this sandbox knows."""
    if isinstance(value, dict):
        return {name: _filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, known) for each in value]
    for name, known_value in known.items():
        if isinstance(value, str):
            value = value.replace("{" + name + "}", known_value)
    return value


def _made(cloud: ScormCloudClient, rows: int) -> dict[str, str]:
    """Make the rows; returns what only this sandbox knows: ids that were dealt."""
    number = range(rows)
    known = {"sample": cloud.world.sample(MINIMAL)}
    courses = [{"id": f"C{n + 1}", "sample": MINIMAL, "tags": ["a"]} for n in number]
    cloud.world.seed({"scormcloud": {"courses": courses}})
    for _ in number:
        known["job"] = _done(cloud.fetch("C1", mayCreateNewVersion="true"))["result"]
    _done(cloud.call("POST", "/dispatch/destinations", json={"destinations": [_entry("D0", name="No dispatch yet")]}))
    for n in number:
        learner = {"id": f"L{n + 1}", "firstName": "Jo", "email": f"l{n}@example.com"}
        _done(cloud.register(f"R{n + 1}", courseVersion="0", learner=learner, tags=["a"]))
        _done(cloud.call("POST", "/registrations/R1/instances", json={}))
        _done(
            cloud.call(
                "POST", "/dispatch/destinations", json={"destinations": [_entry(f"D{n + 1}", name=f"D{n}", tags=["a"])]}
            )
        )
        _done(
            cloud.call(
                "POST",
                "/dispatch/dispatches",
                json={"dispatches": [_entry(f"X{n + 1}", **{**_DISPATCH, "courseId": f"C{n + 1}", "tags": ["a"]})]},
            )
        )
        _done(cloud.call("PUT", f"/xapi/credentials/K{n}", json=CREDENTIAL))
        _done(cloud.call("PUT", f"/xapi/statementPipes/P{n}", json={"target": TARGET}))
        known["connector"] = _done(cloud.call("POST", "/contentConnectors", json=BODIES["createConnector"]))["result"]
        known["public"] = _done(cloud.call("POST", "/invitations/public", json={**_COURSE, "tags": ["a"]}))["id"]
        known["app"] = _done(
            cloud.call("POST", "/appManagement/applications", json={"name": f"B{n}"}, auth=MANAGEMENT_APP)
        )["id"]
    for path in ("/registrations/R1", "/courses/C1", "/registrations/R1/instances/0", "/courses/C1/versions/0"):
        _done(cloud.call("POST", f"{path}/configuration", json=SETTINGS))
    for n in number:
        made = _done(
            cloud.call(
                "POST", f"/appManagement/{known['app']}/credentials", json={"name": f"C{n}"}, auth=MANAGEMENT_APP
            )
        )
        known["credential"] = made["id"]
        addresses = [f"p{m}@example.com" for m in number]
        body = {**_COURSE, "invitationEmail": {"addresses": addresses}, "tags": ["a"]}
        known["private"] = _done(cloud.call("POST", "/invitations/private", json=body))["id"]
    known["reportage"] = cloud.get("/reporting/reportageAuth", navPermission="NONAV")["queryString"]
    return known


def _entry(identifier: str, **data: Any) -> dict[str, Any]:
    return {"id": identifier, "data": data}


def _done(response: httpx.Response) -> Any:
    assert response.is_success, f"{response.request.url}: {response.text}"
    return response.json() if response.content else None
