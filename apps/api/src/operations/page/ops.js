import { Chart } from './charts.js';
import { problemIn, Session } from './session.js';
import { alarming, button, duration, say, showRows, showStates } from './tables.js';

const comeBackMs = 2000;
/** News come every two seconds. */
const longestSilenceMs = 10_000;
const lettersShown = 50;
const noAnswer = 'The API does not answer.';

const at = (id) => document.getElementById(id);
const session = new Session();
const charts = {
  rate: new Chart(at('rate-chart'), { name: 'Orders per second' }),
  lag: new Chart(at('lag-chart'), { name: 'Age of the oldest undecided order', unit: ' s' }),
};
let deadLetters = 0;
let isLive = false;
let lastNewsAt = performance.now();
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
    const begun = performance.now();
    // The API may be away for a moment, or end each stream at once.
    const wasToldSomething = await follow(goesOn).catch(() => false);
    if (goesOn() && !(wasToldSomething && performance.now() - begun > comeBackMs)) {
      showLive(false);
      await new Promise((resolve) => setTimeout(resolve, comeBackMs));
    }
  }
  if (mine === watches) {
    showLive(false);
    await enter();
  }
}

/** One stream, to its end. Whether it told anything; one that falls silent is given up. */
async function follow(goesOn) {
  const silence = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), longestSilenceMs);
  };
  heard();
  try {
    const answer = await session.call('api/admin/operations', { headers: { accept: 'text/event-stream' }, signal: silence.signal });
    if (answer.status === 403) {
      await session.logOut();
    }
    return answer.ok && (await readEvents(answer.body, goesOn, heard));
  } finally {
    clearTimeout(timer);
  }
}

/** Server-sent events by fetch, since an EventSource sends no token. Whether there were any. */
async function readEvents(body, goesOn, heard) {
  let text = '';
  let count = 0;
  for (const reader = body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { value, done } = await reader.read();
    heard();
    if (done || !goesOn()) {
      await reader.cancel();
      return count > 0;
    }
    const events = (text + value).split('\n\n');
    text = events.pop();
    const told = events.filter((event) => event.startsWith('data: '));
    count += told.length;
    told.forEach((event) => show(JSON.parse(event.slice(6))));
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
  showRows(at('queues'), queues.map((one) => [one.queue, one.waiting, one.inHand, one.later, alarming(one.deadLetters)]), 5, 'Not known.');
  showStates(at('states'), at('states-key'), recentStates ?? {});
  const stock = (lowStock ?? []).map((one) => [one.sku, one.name, alarming(one.available, one.available <= 0), one.reserved]);
  showRows(at('stock'), stock, 4, lowStock ? 'Nothing was ordered yet.' : 'Not known.');
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

function showLive(isLiveNow) {
  if (isLive && !isLiveNow) {
    Object.values(charts).forEach((chart) => chart.interrupt());
  }
  isLive = isLiveNow;
  lastNewsAt = isLive ? performance.now() : lastNewsAt;
  showAge();
}

/** Old numbers look like old numbers. */
function showAge() {
  const words = isLive ? 'Live' : 'Connecting …';
  say(at('live'), session.user ? words : 'Not connected');
  at('age').textContent = isLive || !session.user ? '' : `nothing new for ${duration((performance.now() - lastNewsAt) / 1000)}`;
  at('live').classList.toggle('is-live', isLive);
  at('board').classList.toggle('is-old', !isLive);
}

async function showLetters() {
  const answer = await session.call(`api/admin/dead-letters?limit=${lettersShown}`).catch(() => undefined);
  if (!answer?.ok) {
    at('letters-problem').textContent = answer ? await problemIn(answer) : noAnswer;
    return;
  }
  const { data, total } = await answer.json();
  const rows = data.map(({ id, queue, eventType, handler, orderId, reason, sentAt }) => {
    const what = [eventType ?? 'not an event', handler].filter(Boolean).join(' → ');
    const sendBack = button('Send back', () => redrive([id]), `Send back ${what} of order ${orderId ?? 'unknown'}`);
    return [queue, what, orderId ?? '', reason, new Date(sentAt).toLocaleString(), sendBack];
  });
  at('letters-problem').textContent = '';
  at('redrive-all').hidden = rows.length === 0;
  const unseen = total - rows.length;
  showRows(at('letters'), rows, 6, unseen > 0 ? `About ${unseen} may be there. Look again in a minute.` : 'None.');
  at('letters-more').textContent = rows.length > 0 && unseen > 0 ? `and about ${unseen} more` : '';
}

/** All of them, unless some are named. */
async function redrive(ids) {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ids ? { ids } : {}) };
  at('letters-done').textContent = '';
  const answer = await session.call('api/admin/dead-letters/redrive', options).catch(() => undefined);
  await showLetters();
  if (answer?.ok) {
    at('letters-done').textContent = `Sent back: ${(await answer.json()).redriven}`;
  } else {
    at('letters-problem').textContent = answer ? await problemIn(answer) : noAnswer;
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
    problem.textContent = error instanceof TypeError ? noAnswer : error.message;
  }
});
at('log-out').addEventListener('click', () => session.logOut().then(enter));
at('look-again').addEventListener('click', () => showLetters());
at('redrive-all').addEventListener('click', () => redrive());
setInterval(() => isLive || showAge(), 1000);

void enter();
