import { mongo } from 'mongoose';

/** Name of the replica set of one node. */
export const REPLICA_SET = 'rs0';

/**
 * Whether the mongod on this port takes writes; on the way there it makes it a replica set of one, or tells a replica
 * set that last ran on another port where it is now. To be called until it says yes.
 */
export async function isPrimary(port: number): Promise<boolean> {
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: 300,
  });
  try {
    const admin = client.db('admin');
    await ensureMember(admin, `127.0.0.1:${port}`);
    return (await admin.command({ hello: 1 })).isWritablePrimary === true;
  } finally {
    await client.close();
  }
}

async function ensureMember(admin: mongo.Db, host: string): Promise<void> {
  const config = await configOf(admin);
  if (!config) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (config.members[0]?.host !== host) {
    const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
    // Forced, since a node that is not where its configuration says cannot become primary, which an orderly one needs.
    await admin.command({ replSetReconfig: moved, force: true });
  }
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

async function configOf(admin: mongo.Db): Promise<ReplicaSetConfig | undefined> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config as ReplicaSetConfig;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.codeName === 'NotYetInitialized') {
      return undefined;
    }
    throw error;
  }
}
