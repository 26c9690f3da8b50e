import { v7 as newId } from 'uuid';
import { countRefusals } from '../../test/count-refusals';
import { NewUser } from '../domain/user';
import { UserRepository } from './user.repository';

function aUser(overrides: Partial<NewUser> = {}): NewUser {
  const id = newId();
  return { id, email: `${id}@example.com`, name: 'Ada', role: 'customer', passwordHash: 'hash', ...overrides };
}

/** What every UserRepository promises. */
export function describeUserRepository(name: string, open: () => UserRepository): void {
  describe(`${name} as a user repository`, () => {
    it('finds a user by id and by e-mail, and hands out the hash only with the latter', async () => {
      const { passwordHash, ...rest } = aUser();
      const user = { ...rest, disabled: false };
      expect(await open().add({ ...rest, passwordHash })).toEqual(user);
      expect(await open().findById(rest.id)).toEqual(user);
      expect(await open().findByEmail(rest.email)).toEqual({ ...user, passwordHash });
    });

    it('finds nobody who is not there', async () => {
      expect(await open().findById(newId())).toBeUndefined();
      expect(await open().findByEmail('nobody@example.com')).toBeUndefined();
    });

    it('keeps one user for an e-mail, however many are added at once', async () => {
      const { email } = aUser();
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => open().add(aUser({ email }))));
      expect(countRefusals(results, 'email_taken')).toBe(19);
      const winner = results.find((result) => result.status === 'fulfilled');
      expect(await open().findByEmail(email)).toMatchObject(winner?.value ?? {});
    });

    it('changes password and role of the one user', async () => {
      const [one, other] = [aUser(), aUser()];
      await Promise.all([open().add(one), open().add(other)]);
      await open().changePassword(one.id, 'new hash');
      await open().changeRole(one.id, 'admin');
      expect(await open().findByEmail(one.email)).toMatchObject({ passwordHash: 'new hash', role: 'admin' });
      expect(await open().findByEmail(other.email)).toMatchObject({ passwordHash: 'hash', role: 'customer' });
    });
  });
}
