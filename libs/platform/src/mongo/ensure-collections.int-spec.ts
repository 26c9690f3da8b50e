import { createConnection, Schema } from 'mongoose';
import { OpenMongo, openMongo, ownDatabase } from '../../test/open-mongo';
import { isDuplicateKey } from './mongo-errors';

interface Person {
  _id: string;
  email: string;
}

const schema = new Schema<Person>({ _id: String, email: String }, { collection: 'people' }).index(
  { email: 1 },
  { unique: true, name: 'one_person_per_email' },
);
let mongo: OpenMongo | undefined;

afterEach(async () => {
  await mongo?.close();
  mongo = undefined;
});

describe('starting with a database', () => {
  it('that is empty creates collections and indexes before the app serves', async () => {
    mongo = await openMongo({ Person: schema });
    const indexes = await mongo.connection.collection('people').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { email: 1 }, unique: true }));
  });

  it('that is in place already changes nothing, and leaves unknown indexes alone', async () => {
    const uri = ownDatabase();
    await inDatabase(uri, async (people) => {
      await people.createIndex({ name: 1 }, { name: 'made_by_hand' });
      await people.insertOne({ email: 'ada@example.com' });
    });
    mongo = await openMongo({ Person: schema }, uri);
    const names = (await mongo.connection.collection('people').indexes()).map(({ name }) => name);
    expect(names.sort()).toEqual(['_id_', 'made_by_hand', 'one_person_per_email']);
    await expect(mongo.connection.collection('people').countDocuments()).resolves.toBe(1);
  });

  it('in which an index cannot be built does not start', async () => {
    const uri = ownDatabase();
    await inDatabase(uri, (people) => people.insertMany([{ email: 'a@example.com' }, { email: 'a@example.com' }]));
    await expect(openMongo({ Person: schema }, uri)).rejects.toMatchObject({ code: 11_000 });
    await inDatabase(uri, (people) => people.drop());
  });
});

describe('a write that a unique index refused', () => {
  it('is known by its index', async () => {
    mongo = await openMongo({ Person: schema });
    const people = mongo.connection.model<Person>('Person');
    await people.create({ _id: 'ada', email: 'a@example.com' });
    const refusal = (person: Person) => people.create(person).catch((error: unknown) => error);
    const sameEmail = await refusal({ _id: 'eve', email: 'a@example.com' });
    const sameId = await refusal({ _id: 'ada', email: 'e@example.com' });
    expect(isDuplicateKey(sameEmail)).toBe(true);
    expect(isDuplicateKey(sameEmail, 'one_person_per_email')).toBe(true);
    expect(isDuplicateKey(sameEmail, 'one_person')).toBe(false);
    expect(isDuplicateKey(sameId, 'one_person_per_email')).toBe(false);
    expect(isDuplicateKey(new Error('E11000'))).toBe(false);
  });
});

type People = ReturnType<ReturnType<typeof createConnection>['collection']>;

async function inDatabase(uri: string, work: (people: People) => Promise<unknown>): Promise<void> {
  const connection = await createConnection(uri).asPromise();
  await work(connection.collection('people')).finally(() => connection.close());
}
