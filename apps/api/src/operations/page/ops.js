import { Chart } from './charts.js';
import { problemIn, Session } from './session.js';
import { alarming, button, duration, showRows, showStates } from './tables.js';

const comeBackMs = 2000;
const lettersShown = 50;

const at = (id) => document.getElementById(id);
const session = new Session();
const charts = { rate: new Chart(at('rate-chart'), ''), lag: new Chart(at('lag-chart'), ' s') };
let deadLetters = 0;
/** Who logged out and in again is watching for anew: what watched before stops. */
let watches = 0;

/** The log-in, or the board and what keeps it alive. */
async function enter() {
  const { user } = session;
  at('gate').hidden = Boolean(user);
  at('board').hidden = at('log-out').hidden = !user;
  at('who').textContent = user?.email ?? '';
  if (user) {
    void showLetters();
    await watch();
  }
}

/** Streams end now and then, and processes are replaced: the next one is asked for until nobody is logged in. */
async function watch() {
  watches += 1;
  const mine = watches;
  const goesOn = () => Boolean(session.user) && mine === watches;
  while (goesOn()) {
    try {
      const answer = await session.call('api/admin/operations', { headers: { accept: 'text/event-stream' } });
      if (answer.ok) {
        await readEvents(answer.body, goesOn);
      } else if (answer.status === 403) {
        await session.logOut();
      }
    } catch {
      // The API is away for a moment.
    }
    if (goesOn()) {
      showLive(false);
      await new Promise((resolve) => setTimeout(resolve, comeBackMs));
    }
  }
  if (mine === watches) {
    await enter();
  }
}

/** Server-sent events by fetch, since an EventSource sends no token. */
async function readEvents(body, goesOn) {
  let text = '';
  for (const reader = body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done || !goesOn()) {
      return reader.cancel();
    }
    const events = (text + value).split('\n\n');
    text = events.pop();
    events.filter((event) => event.startsWith('data: ')).forEach((event) => show(JSON.parse(event.slice(6))));
  }
}

function show({ at: time, ordersPerSecond, recentStates, lowStock, backlog, queues, away }) {
  showLive(true);
  at('away').hidden = away.length === 0;
  at('away').textContent = `Not to be told at the moment: ${away.join(', ')}`;
  const seconds = Date.parse(time) / 1000;
  const waiting = Object.fromEntries(backlog.map((one) => [one.what, one]));
  at('rate').textContent = ordersPerSecond?.toFixed(1) ?? '–';
  charts.rate.add(seconds, ordersPerSecond);
  charts.lag.add(seconds, waiting['undecided orders']?.seconds);
  showBacklog('undecided', waiting['undecided orders'], 'the oldest for');
  showBacklog('unsent', waiting['events to send'], 'the oldest for');
  showBacklog('mails', waiting.notifications, 'overdue by');
  showBacklog('webhooks', waiting.webhooks, 'overdue by');
  showRows(at('queues'), queues.map((one) => [one.queue, one.waiting, one.inHand, alarming(one.deadLetters)]), 4, 'Not known.');
  showStates(at('states'), at('states-key'), recentStates ?? {});
  const stock = (lowStock ?? []).map((one) => [one.sku, one.name, alarming(one.available, one.available <= 0), one.reserved]);
  showRows(at('stock'), stock, 4, 'Nothing was ordered yet.');
  showDead(queues);
}

function showBacklog(id, backlog, words) {
  at(id).textContent = backlog?.count ?? '–';
  const age = backlog?.count > 0 ? `${words} ${duration(backlog.seconds)}` : 'none waits';
  at(`${id}-age`).textContent = backlog ? age : 'not known';
}

function showDead(queues) {
  const count = queues.reduce((sum, one) => sum + one.deadLetters, 0);
  at('dead').textContent = queues.length > 0 ? count : '–';
  at('dead').classList.toggle('is-bad', count > 0);
  if (count !== deadLetters) {
    deadLetters = count;
    void showLetters();
  }
}

function showLive(isLive) {
  at('live').textContent = isLive ? 'Live' : 'Connecting …';
  at('live').classList.toggle('is-live', isLive);
}

async function showLetters() {
  const answer = await session.call(`api/admin/dead-letters?limit=${lettersShown}`).catch(() => undefined);
  if (!answer?.ok) {
    at('letters-problem').textContent = answer ? await problemIn(answer) : 'The API does not answer.';
    return;
  }
  const { data } = await answer.json();
  const rows = data.map(({ id, queue, eventType, handler, orderId, reason, sentAt }) => {
    const what = [eventType ?? 'not an event', handler].filter(Boolean).join(' → ');
    return [queue, what, orderId ?? '', reason, new Date(sentAt).toLocaleString(), button('Send back', () => redrive([id]))];
  });
  at('letters-problem').textContent = '';
  at('redrive-all').hidden = rows.length === 0;
  showRows(at('letters'), rows, 6, 'None.');
}

/** All of them, unless some are named. */
async function redrive(ids) {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ids ? { ids } : {}) };
  const answer = await session.call('api/admin/dead-letters/redrive', options).catch(() => undefined);
  await showLetters();
  if (!answer?.ok) {
    at('letters-problem').textContent = answer ? await problemIn(answer) : 'The API does not answer.';
  }
}

at('log-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector('.problem');
  try {
    problem.textContent = '';
    await session.logIn(form.email.value, form.password.value);
    form.reset();
    await enter();
  } catch (error) {
    problem.textContent = error.message;
  }
});
at('log-out').addEventListener('click', () => session.logOut().then(enter));
at('look-again').addEventListener('click', () => showLetters());
at('redrive-all').addEventListener('click', () => redrive());

void enter();
