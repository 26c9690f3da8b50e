import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Binary, findBinary } from '../binaries/find-binary';
import { redisSources } from '../binaries/redis-sources';
import { keepIn, thisMachine, versionOf } from '../binaries/this-machine';
import { onUsualPort } from './on-usual-port';
import { PartContext, PartVariables } from './part-context';

/** A Redis for this machine; nothing if there is none, which the apps can live with. */
export async function findRedis({ binDir, environment, report }: PartContext): Promise<Binary | undefined> {
  const wanted = { server: 'Redis', oldestMajor: 5, versionOf, keep: (path: string) => keepIn(binDir, path) };
  const found = await findBinary(wanted, redisSources(thisMachine(binDir, environment, report)), report);
  if (!found) {
    report.note('No Redis: nothing is cached, live updates travel over TCP. To use one, install `redis-server`.');
  }
  return found;
}

/** Starts Redis in memory only: what it holds are copies, which must not outlive what they are copies of. */
export async function startRedis(context: PartContext, { path, version }: Binary): Promise<PartVariables> {
  const { dataDir, processes, report } = context;
  const since = Date.now();
  const directory = join(dataDir, 'redis');
  mkdirSync(directory, { recursive: true });
  const memory = ['--save', '', '--appendonly', 'no', '--maxmemory', '128mb', '--maxmemory-policy', 'volatile-ttl'];
  const port = await onUsualPort(context, 6379, (candidate) =>
    processes.start(
      {
        name: 'redis-server',
        command: path,
        args: ['--port', String(candidate), '--bind', '127.0.0.1', '--dir', directory, ...memory],
        output: { logFile: join(dataDir, 'logs', 'redis-server.log') },
        stopSignal: 'SIGINT',
      },
      { isReady: () => answersPing(candidate) },
    ),
  );
  report.done(`Redis ${version} on 127.0.0.1:${port}`, since);
  return { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(port) };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const settle = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.on('data', (answer) => settle(answer.toString().startsWith('+PONG'))).on('error', () => settle(false));
  });
}
