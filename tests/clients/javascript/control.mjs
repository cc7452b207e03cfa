// A test in JavaScript: the vendor's client is pointed at a sandbox that our client makes: node control.mjs EMULATOR COURSE.zip
// Prints JSON: what was seen.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import cloud from '@rusticisoftware/scormcloud-api-v2-client-javascript';
import {Emulator, ExpectationError, OtherVersionError, RefusedError, UnreachableError} from './lms-emulator-client/index.js';

const [, , url, file] = process.argv;
const called = (api, name, ...given) =>
  new Promise((resolve, reject) => api[name](...given, (error, data) => (error ? reject(error) : resolve(data))));

const emulator = await Emulator.connect(url);
const sandbox = await emulator.makeSandbox();
await sandbox.settings.change({job_mode: 'instant', litmos_rate_limit: null});

const client = cloud.ApiClient.instance;
client.basePath = sandbox.scormcloud.baseUrl;
Object.assign(client.authentications.APP_NORMAL, {username: sandbox.scormcloud.appId, password: sandbox.scormcloud.secretKey});
const courses = new cloud.CourseApi();
const registrations = new cloud.RegistrationApi();
await called(courses, 'createUploadAndImportCourseJob', 'tides', {file: fs.createReadStream(file)});
const registration = {courseId: 'tides', learner: {id: 'ann'}, registrationId: 'r1', postBack: {url: sandbox.sinkUrl(), authType: 'form', resultsFormat: 'full'}};
await called(registrations, 'createRegistration', registration, {});

await sandbox.snapshots.save({name: 'before'});
const fork = await sandbox.fork();
await sandbox.attempts.play({registration: 'r1', status: 'passed', score: 85});
const progress = await called(registrations, 'getRegistrationProgress', 'r1', {});
await sandbox.deliveries.wait({vendor: 'scormcloud', state: 'Delivered'});
await sandbox.journal.verify({operation: 'createRegistration', status: 204, exactly: 1});
await sandbox.faults.add({match: {operation: 'getCourse'}, when: {times: 1}, do: {status: 503, reason: 'Down'}});
const fault = await called(courses, 'getCourse', 'tides', {}).catch((error) => error.response.body.message);

const told = {
  progress: progress.registrationSuccess,
  fork: (await fork.attempts.list({registration: 'r1'})).attempts[0].success,
  posted: (await sandbox.sink.list({path: '/hooks'})).count,
  changes: (await sandbox.diff('before')).changes.length > 0,
  fault,
  clock: await sandbox.clock.set({now: new Date('2030-01-01T00:00:00Z'), held: true}),
  sample: (await sandbox.samples.get('scorm12-quiz.zip')).length > 1000,
  environment: sandbox.environment.LITMOS_BASE_URL === `${sandbox.url}/v1.svc`,
  seeded: (await sandbox.seed({litmos: {users: [{UserName: 'ann@example.com', FirstName: 'Ann', LastName: 'Lee'}]}})).seeded,
};

await assert.rejects(sandbox.journal.verify({operation: 'getCourses'}), (error) => error instanceof ExpectationError && /expected: at least 1/.test(error.message));
await assert.rejects(sandbox.jobs.wait({kind: 'scormcloud.none', seconds: 0}), /none' is not a kind of job|0 came in time/);
await assert.rejects(sandbox.journal.list({limt: 1}), /journal\.list has no option limt/);
await assert.rejects(sandbox.snapshots.restore(), /needs its argument name/);
await assert.rejects(sandbox.clock.advance({seconds: -1}), (error) => error instanceof RefusedError && error.status === 400);
await assert.rejects(Emulator.connect('http://127.0.0.1:1'), (error) => error instanceof UnreachableError && error.message.startsWith("no emulator answers at http://127.0.0.1:1: "));
await assert.rejects(Emulator.connect(`${emulator.url}/docs`), UnreachableError);
globalThis.fetch = async () => Response.json({version: '9.1.0', vendors: []});
await assert.rejects(Emulator.connect(url), (error) => error instanceof OtherVersionError && /is version 9\.1\.0/.test(error.message));
console.log(JSON.stringify(told));
