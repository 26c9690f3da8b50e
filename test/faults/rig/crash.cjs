/**
 * Kills the process it is loaded into, at one point of its work and without a hook in its code:
 * `CRASH=<point>:<before|after>:<n> node --require ./crash.cjs main.js`.
 *
 * Points are calls to others and answers: `mongo.insert.orders`, `mongo.commitTransaction`, `sqs.SendMessageBatch`,
 * `ses.SendEmail`, `response.POST./api/orders` (ids in paths are `*`). A shorter point means all that begin with it:
 * `mongo.insert`, `response.POST`. `before` is right before the n-th such call is made; `after` is when its result
 * is there and nobody in the process has seen it yet, for a response when its last byte is handed over.
 *
 * `CRASH_REPORT=<file>` appends each point reached as a JSON line, `{"point": …}`, to list what can be crashed.
 * With `CRASH_FROM=<file>` nothing counts or is reported until that file exists: a test lays it down when it is set.
 */
const { appendFileSync, existsSync } = require('node:fs');
const { ServerResponse } = require('node:http');
const { createRequire } = require('node:module');
const { SESClient } = require('@aws-sdk/client-ses');
const { SQSClient } = require('@aws-sdk/client-sqs');

const { CRASH = '', CRASH_REPORT, CRASH_FROM } = process.env;
const [, wanted, moment, nth] = /^(.+):(before|after):(\d+)$/.exec(CRASH) ?? [];
const ofTheConnection = new Set(['hello', 'ismaster', 'isMaster', 'saslStart', 'saslContinue', 'endSessions']);
let reached = 0;
let isArmed = !CRASH_FROM;

if (CRASH && !wanted) {
  throw new Error(`CRASH must be <point>:<before|after>:<n>, not ${CRASH}`);
}

/** Counts a call and dies before it if that is wanted; hands back what to do once its result is there. */
function reach(point) {
  isArmed ||= existsSync(CRASH_FROM);
  if (!isArmed) return () => {};
  if (CRASH_REPORT) appendFileSync(CRASH_REPORT, `${JSON.stringify({ point })}\n`);
  const isIt = (point === wanted || point.startsWith(`${wanted}.`)) && (reached += 1) === Number(nth);
  if (isIt && moment === 'before') die();
  return () => {
    if (isIt) die();
  };
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function wrapAsync(prototype, method, pointOf) {
  const original = prototype[method];
  prototype[method] = async function (...args) {
    const point = pointOf(...args);
    const answered = point ? reach(point) : () => {};
    return original.apply(this, args).finally(answered);
  };
}

function wrapClient(client, service) {
  wrapAsync(client.prototype, 'send', ({ constructor: { name } }) => `${service}.${name.replace(/Command$/, '')}`);
}

/** The driver that mongoose has for itself; its connection is not among what the package exports. */
function wrapMongo() {
  const driver = createRequire(require.resolve('mongoose')).resolve('mongodb');
  const { Connection } = createRequire(driver)('./cmap/connection');
  wrapAsync(Connection.prototype, 'command', (_, command) => {
    const [name] = Object.keys(command);
    const collection = name === 'getMore' ? command.collection : command[name];
    return ofTheConnection.has(name) ? undefined : ['mongo', name, ...(typeof collection === 'string' ? [collection] : [])].join('.');
  });
}

function wrapResponses() {
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (...args) {
    const { method, url } = this.req;
    const path = url.split('?')[0].replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/|$)/g, '/*');
    this.once('finish', reach(`response.${method}.${path}`));
    return end.apply(this, args);
  };
}

wrapClient(SQSClient, 'sqs');
wrapClient(SESClient, 'ses');
wrapMongo();
wrapResponses();
