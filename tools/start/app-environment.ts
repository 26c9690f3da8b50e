import { DEMO_ADMIN } from '../demo-data';
import { Environment } from '../stack/parts/part-context';
import { Ports } from '../stack/ports';
import { jwtSecretIn } from './jwt-secret';

/** The apps' own addresses and their variables. */
export interface AppEnvironments {
  readonly api: Environment;
  readonly processor: Environment;
}

const API_PORT = 3000;
const PROCESSOR_PORT = 3001;
/** A program that is being written listens on this machine. */
const THIS_MACHINE = '127.0.0.1,::1';

/**
 * The variables of both apps: what is given, with defaults for the rest. The known log-in of the administrator is
 * only for a database on this machine, and so the apps listen on this machine only unless HOST says otherwise.
 */
export async function appEnvironments(given: Environment, dataDir: string): Promise<AppEnvironments> {
  const ports = new Ports();
  const livePort = String(await ports.claim());
  const shared = {
    HOST: '127.0.0.1',
    JWT_SECRET: jwtSecretIn(dataDir),
    ...(!given.REDIS_HOST && { LIVE_PORT: livePort, LIVE_PEERS: `127.0.0.1:${livePort}` }),
    ...(hasOwnDatabase(given) && {
      ADMIN_EMAIL: DEMO_ADMIN.email,
      ADMIN_PASSWORD: DEMO_ADMIN.password,
      WEBHOOK_ALLOWED_NETWORKS: THIS_MACHINE,
    }),
    ...nonEmpty(given),
  };
  return {
    api: { ...shared, PORT: String(await ports.claim(Number(given.PORT) || API_PORT)) },
    processor: { ...shared, PORT: String(await ports.claim(PROCESSOR_PORT)) },
  };
}

/** Whether all of the database's servers are on this machine: only then demo data and known passwords belong there. */
export function hasOwnDatabase({ MONGO_URI = '' }: Environment): boolean {
  const hosts = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(MONGO_URI)?.[1]?.split(',') ?? [];
  return hosts.length > 0 && hosts.every((host) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host));
}

function nonEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}
