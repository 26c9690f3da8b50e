import { describeUserRepository } from '../ports/user.repository.contract';
import { UserRepository } from '../ports/user.repository';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';

let auth: OpenAuth;

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
});
afterAll(() => auth.close());

describeUserRepository('MongoUserRepository', () => auth.module.get(UserRepository));
