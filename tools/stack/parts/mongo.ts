import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Binary, findBinary } from '../binaries/find-binary';
import { mongodSources } from '../binaries/mongod-sources';
import { keepIn, thisMachine, versionOf } from '../binaries/this-machine';
import { PartStopped } from '../process/part-stopped';
import { onUsualPort } from './on-usual-port';
import { PartContext, PartVariables } from './part-context';
import { isPrimary, REPLICA_SET } from './replica-set';

/** No mongod could be found or fetched. */
export class NoMongod extends Error {
  constructor() {
    super(
      [
        'There is no MongoDB to run: none is installed and none could be fetched (see above).',
        'Do one of these:',
        '  - install MongoDB 5 or newer so that `mongod` is on the PATH: https://www.mongodb.com/docs/manual/installation/',
        '  - set MONGO_URI to a MongoDB replica set, e.g. one in Docker:',
        '      docker run -d -p 27017:27017 --name mongo mongo:8 --replSet rs0 --bind_ip_all',
        "      docker exec mongo mongosh --eval \"rs.initiate({_id:'rs0',members:[{_id:0,host:'127.0.0.1:27017'}]})\"",
        "      MONGO_URI='mongodb://127.0.0.1:27017/orders?replicaSet=rs0' npm start",
      ].join('\n'),
    );
    this.name = 'NoMongod';
  }
}

/**
 * A mongod for this machine.
 *
 * @throws NoMongod
 */
export async function findMongod({ binDir, environment, report }: PartContext): Promise<Binary> {
  const wanted = { server: 'mongod', oldestMajor: 5, versionOf, keep: (path: string) => keepIn(binDir, path) };
  const found = await findBinary(wanted, mongodSources(thisMachine(binDir, environment, report)), report);
  if (!found) {
    throw new NoMongod();
  }
  return found;
}

/** Starts MongoDB as a replica set of one node, since transactions need one. */
export async function startMongo(context: PartContext, { path, version }: Binary): Promise<PartVariables> {
  const { dataDir, forTests, report } = context;
  const since = Date.now();
  const directory = join(dataDir, 'mongo');
  if (forTests) {
    rmSync(directory, { recursive: true, force: true });
  }
  mkdirSync(directory, { recursive: true });
  const port = await onUsualPort(context, 27_017, (candidate) => startMongod(context, path, directory, candidate)).catch(
    (error) => {
      throw error instanceof PartStopped ? withAdvice(error, directory) : error;
    },
  );
  report.done(`MongoDB ${version} on 127.0.0.1:${port}, a replica set of one`, since);
  return { MONGO_URI: `mongodb://127.0.0.1:${port}/orders?replicaSet=${REPLICA_SET}` };
}

function startMongod(
  { dataDir, forTests, processes }: PartContext,
  command: string,
  directory: string,
  port: number,
): Promise<unknown> {
  const args = ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', directory, '--replSet', REPLICA_SET];
  const cache = ['--wiredTigerCacheSizeGB', '0.5'];
  const faults = forTests ? ['--setParameter', 'enableTestCommands=1'] : [];
  return processes.start(
    {
      name: 'mongod',
      command,
      args: [...args, ...cache, ...faults],
      output: { logFile: join(dataDir, 'logs', 'mongod.log') },
    },
    // After a crash it first recovers what it had not written out yet.
    { isReady: () => isPrimary(port), withinSeconds: 120 },
  );
}

function withAdvice(error: PartStopped, directory: string): PartStopped {
  error.message += `\nIf another version of MongoDB wrote ${directory}, move that directory away.`;
  return error;
}
