/**
 * Runs one program for a launcher and never lets it outlive that launcher, not even one killed with -9: the channel
 * to the launcher closes with it, and a closed channel means "stop". Plain JavaScript, so that it starts at once.
 *
 * Takes `{ command, args, stopSignal, graceSeconds }` as JSON in its only argument; hears `stop` and `kill`; tells
 * `{ pid }` once the program runs and `{ exit }` once it has ended.
 */
const { spawn } = require('node:child_process');

const { command, args, stopSignal, graceSeconds } = JSON.parse(process.argv[2]);
const program = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let isStopping = false;

function stop() {
  if (isStopping) return;
  isStopping = true;
  program.kill(stopSignal);
  setTimeout(() => program.kill('SIGKILL'), graceSeconds * 1000);
}

function tell(message, afterwards = () => {}) {
  if (process.connected) process.send(message, afterwards);
  else afterwards();
}

process.on('disconnect', stop);
process.on('message', (order) => (order === 'kill' ? program.kill('SIGKILL') : stop()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

program.on('spawn', () => tell({ pid: program.pid }));
program.on('error', ({ message }) => {
  console.error(message);
  tell({ exit: { code: 127, signal: null } }, () => process.exit());
});
program.on('exit', (code, signal) => tell({ exit: { code, signal } }, () => process.exit()));
