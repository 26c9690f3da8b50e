import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { describePasswordResetRepository } from '../ports/password-reset.repository.contract';
import { PasswordResetRepository } from '../ports/password-reset.repository';

let auth: OpenAuth;

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
});
afterAll(() => auth.close());

describePasswordResetRepository('MongoPasswordResetRepository', () => auth.module.get(PasswordResetRepository));
