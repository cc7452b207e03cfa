"""The xAPI statements of courses and registrations, as the LRS has them."""

from typing import Any

from tests.lrs.calling import ANN, BOB, COURSE, VERB, Lrs, number, statement
from tests.vendors.scormcloud.calling import ScormCloudClient


def prepare(cloud: ScormCloudClient) -> tuple[str, str]:
    """Two registrations of a course, of Ann and of Bob; returns their ids in xAPI."""
    cloud.new_course("C1")
    for registration, learner in (("R1", "ann"), ("R2", "bob")):
        assert cloud.register(registration, learner={"id": learner}).is_success
    first, second = (cloud.get(f"/registrations/{name}")["xapiRegistrationId"] for name in ("R1", "R2"))
    return first, second


def found(cloud: ScormCloudClient, path: str, **params: Any) -> list[str]:
    """The ids of all pages."""
    ids: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = cloud.get(f"{path}/xAPIStatements", **params, **more)
        ids += [each["id"] for each in page["statements"]]
        if "more" not in page:
            return ids
        more = {"more": page["more"]}


def test_statements_are_listed_by_course_version_registration_and_instance(cloud: ScormCloudClient) -> None:
    first, second = prepare(cloud)
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    lrs = Lrs(cloud.world)
    for value, registration in enumerate((first, second, first.upper(), None), 1):
        lrs.post(statement(id=number(value), context={"registration": registration} if registration else None))
        cloud.world.advance(10)
    assert found(cloud, "/courses/C1") == found(cloud, "/courses/C1/versions/0") == [number(3), number(2), number(1)]
    assert found(cloud, "/registrations/R1") == found(cloud, "/registrations/R1/instances/0") == [number(3), number(1)]
    assert found(cloud, "/courses/C1", learnerId="bob") == [number(2)]
    assert found(cloud, "/courses/C1", since="2030-01-01T00:00:10Z") == [number(3), number(2)]
    assert found(cloud, "/courses/C1", until="2030-01-01T00:00:10Z") == [number(2), number(1)]
    every = [number(3), number(2), number(1)]
    assert found(cloud, "/courses/C1", since="0001-01-01T00:00:00Z", until="9999-12-31T23:59:59.999Z") == every


def test_a_new_instance_has_its_own_statements(cloud: ScormCloudClient) -> None:
    first, _ = prepare(cloud)
    lrs = Lrs(cloud.world)
    lrs.post(statement(id=number(1), context={"registration": first}))
    assert cloud.call("POST", "/registrations/R1/instances").status_code == 204
    again = cloud.get("/registrations/R1")["xapiRegistrationId"]
    lrs.post(statement(id=number(2), context={"registration": again}))
    assert found(cloud, "/registrations/R1") == [number(2), number(1)]
    assert found(cloud, "/registrations/R1/instances/0") == [number(1)]
    assert found(cloud, "/registrations/R1/instances/1") == [number(2)]


def test_pages_of_ten_lead_through_all(cloud: ScormCloudClient) -> None:
    first, _ = prepare(cloud)
    every = [number(value) for value in range(1, 26)]
    Lrs(cloud.world).post([statement(id=each, context={"registration": first}) for each in every])
    assert len(cloud.get("/registrations/R1/xAPIStatements")["statements"]) == 10
    assert found(cloud, "/registrations/R1") == found(cloud, "/courses/C1", learnerId="ann") == every[::-1]


def test_a_statement_has_the_members_of_the_vendor_s_type(cloud: ScormCloudClient) -> None:
    first, _ = prepare(cloud)
    context = {"registration": first, "instructor": BOB, "contextActivities": {"parent": {"id": COURSE}}}
    inner = {"objectType": "SubStatement", **statement()}
    objects: list[tuple[str, dict[str, Any]]] = [
        ("objectActivity", {"id": COURSE, "definition": {"name": {"en": "C"}, "extensions": {"http://a/b": [1]}}}),
        ("objectAgentGroup", BOB),
        ("objectStatementReference", {"objectType": "StatementRef", "id": number(9)}),
        ("objectSubStatement", inner),
    ]
    for name, about in objects:
        result = {"score": {"scaled": 0.5}, "duration": "PT1S", "success": True}
        sent = statement(id=number(1), object=about, context=context, result=result, verb={"id": f"{VERB}did"})
        [sent["id"]] = Lrs(cloud.world).post({**sent, "id": number(len(name))})
        shown = cloud.get("/registrations/R1/xAPIStatements")["statements"][0]
        assert (shown["id"], shown["actor"], shown["result"]) == (sent["id"], ANN, result)
        assert shown["context"]["contextActivities"]["parent"] == [{"id": COURSE}]
        assert shown["context"]["instructor"] == BOB
        assert "object" not in shown
        expected = {"actor": ANN, "verb": inner["verb"], "objectActivity": {"id": COURSE}} if about is inner else about
        assert shown[name] == expected
