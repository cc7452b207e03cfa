"""The vendor's JavaScript client in a page of another origin, as somebody's web application has it: what it needs of CORS is there."""

from pathlib import Path

from emulator.courseware.samples import build_sample
from tests.browser.browser import SECONDS, chromium, needs_browser
from tests.world import World

pytestmark = needs_browser

CLIENT = "@rusticisoftware/scormcloud-api-v2-client-javascript/src/rustici-software-cloud-v2/index.js"

# What a bundler does: the modules of the packages by their paths, and a `require` that finds them.
BUNDLE = """([sources, entry]) => {
  const loaded = {};
  const load = (path) => {
    if (!(path in loaded)) {
      const module = (loaded[path] = {exports: {}});
      const near = (name) => new URL(name.endsWith(".js") ? name : `${name}.js`, `http://x/${path}`).pathname.slice(1);
      const packages = {superagent: "superagent/superagent.js", querystring: "querystring/index.js"};
      const require = (name) => load(packages[name] ?? near(name));
      new Function("require", "module", "exports", sources[path]).call(window, require, module, module.exports);
    }
    return loaded[path].exports;
  };
  window.cloud = load(entry);
}"""

USE = """async ([base, bytes]) => {
  const client = cloud.ApiClient.instance;
  client.basePath = base;
  Object.assign(client.authentications.APP_NORMAL, {username: "EMULATOR01", password: "emulator-secret"});
  const called = (api, name, ...given) => new Promise((resolve, reject) =>
    api[name](...given, (error, data, response) => error ? reject(error) : resolve([data, response])));
  const courses = new cloud.CourseApi(), registrations = new cloud.RegistrationApi();
  const file = new File([new Uint8Array(bytes)], "course.zip");
  const [job] = await called(courses, "createUploadAndImportCourseJob", "C1", {file});
  const [imported] = await called(courses, "getImportJobStatus", job.result);
  await called(registrations, "createRegistration", {courseId: "C1", learner: {id: "ann"}, registrationId: "R1"}, {});
  const [link] = await called(registrations, "buildRegistrationLaunchLink", "R1", {redirectOnExitUrl: "Message"});
  await called(courses, "setCourseTitle", "C1", {title: "Renamed"});
  const [course] = await called(courses, "getCourse", "C1", {});
  await called(courses, "deleteCourse", "C1");
  const refused = await called(courses, "getCourse", "C1", {}).catch((error) => error);
  return [imported.status, link.launchLink, course.title, refused.status, refused.response.body.message];
}"""


def test_the_vendors_javascript_client_works_in_a_page_of_another_origin(world: World, packages: Path) -> None:
    world.settings(job_mode="instant")
    modules = packages / "node_modules"
    inside = (
        path
        for name in (CLIENT.split("/src/")[0], "superagent", "querystring")
        for path in (modules / name).rglob("*.js")
    )
    sources = {path.relative_to(modules).as_posix(): path.read_text() for path in inside}
    with chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.goto(f"{world.host.replace('127.0.0.1', 'localhost')}/_emulator/live")
        page.evaluate(BUNDLE, [sources, CLIENT])
        told = page.evaluate(USE, [world.scormcloud, list(build_sample("scorm2004-two-scos.zip"))])
    status, link, title, refused, message = told
    assert (status, title, refused) == ("COMPLETE", "Renamed", 404)
    assert link.startswith(f"{world.root}/api/cloud/registration/launch/")
    assert message == "Could not find course [C1]"
