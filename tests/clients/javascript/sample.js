// What the README of the vendor's JavaScript client shows, by that client: node sample.js BASE_URL COURSE.zip
// Prints JSON: what each call gave. As in the README, the course and its registration are deleted without waiting for one another.

const fs = require('fs');
const cloud = require('@rusticisoftware/scormcloud-api-v2-client-javascript');

const [, , base, file] = process.argv;
const client = cloud.ApiClient.instance;
client.basePath = base;
Object.assign(client.authentications.APP_NORMAL, {username: 'EMULATOR01', password: 'emulator-secret'});

const courses = new cloud.CourseApi();
const registrations = new cloud.RegistrationApi();
const [COURSE, REGISTRATION] = ['JS_COURSE', 'JS_REGISTRATION'];

const called = (api, name, ...given) =>
  new Promise((resolve, reject) =>
    api[name](...given, (error, data) => (error ? reject(new Error(`${name}: ${error.response?.text ?? error}`)) : resolve(data))));

async function imported() {
  const job = (await called(courses, 'createUploadAndImportCourseJob', COURSE, {file: fs.createReadStream(file)})).result;
  for (;;) {
    const found = await called(courses, 'getImportJobStatus', job);
    if (found.status !== cloud.ImportJobResultSchema.StatusEnum.RUNNING) return found.importResult.course;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function every(api, name, member) {
  const found = [];
  let more = null;
  do {
    const page = await called(api, name, {more});
    found.push(...page[member].map((each) => each.id));
    more = page.more;
  } while (more);
  return found;
}

async function main() {
  const course = await imported();
  const registration = {courseId: COURSE, learner: {id: 'JS_LEARNER'}, registrationId: REGISTRATION};
  await called(registrations, 'createRegistration', registration, {});
  const link = await called(registrations, 'buildRegistrationLaunchLink', REGISTRATION, {redirectOnExitUrl: 'Message'});
  const progress = await called(registrations, 'getRegistrationProgress', REGISTRATION, {});
  const told = {
    title: course.title,
    link: link.launchLink,
    completion: progress.registrationCompletion,
    courses: await every(courses, 'getCourses', 'courses'),
    registrations: await every(registrations, 'getRegistrations', 'registrations'),
  };
  await Promise.all([called(courses, 'deleteCourse', COURSE), called(registrations, 'deleteRegistration', REGISTRATION)]);
  console.log(JSON.stringify(told));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
