import { v7 as newId } from 'uuid';
import { describeUserRepository } from '../ports/user.repository.contract';
import { UserRepository } from '../ports/user.repository';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';

let auth: OpenAuth;

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
});
afterAll(() => auth.close());

describe('MongoUserRepository', () => {
  it('tells each of many who ask at the same moment of their own user, or of none', async () => {
    const users = auth.module.get(UserRepository);
    const ids = Array.from({ length: 150 }, () => newId());
    for (const id of ids) {
      await users.add({ id, email: `${id}@example.com`, name: 'Ada', role: 'customer', passwordHash: 'hash' });
    }
    const asked = [...ids, newId(), ...ids];
    const found = await Promise.all(asked.map((id) => users.findById(id)));
    expect(found.map((user) => user?.id)).toEqual([...ids, undefined, ...ids]);
  });
});

describeUserRepository('MongoUserRepository', () => auth.module.get(UserRepository));
