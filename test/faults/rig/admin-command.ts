import { mongo } from 'mongoose';

/** Runs a command on one mongod, whatever its replica set. */
export async function adminCommand(uri: string, document: mongo.Document): Promise<mongo.Document> {
  const client = new mongo.MongoClient(uri, { directConnection: true, appName: 'fault-rig' });
  try {
    return await client.db('admin').command(document);
  } finally {
    await client.close();
  }
}
