import { v7 as newId } from 'uuid';
import { countRefusals } from '../../test/count-refusals';
import { Role } from '../domain/role';
import { NewUser, User } from '../domain/user';
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

    it('lists users page by page, newest first, or the one of an e-mail', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 5; n += 1) {
        ids.unshift((await open().add(aUser())).id);
      }
      const first = await open().list({ limit: 2 });
      const second = await open().list({ limit: 3, cursor: first.nextCursor ?? '' });
      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
      const [newest] = first.data;
      expect(await open().list({ limit: 1, email: newest?.email })).toEqual({ data: [newest], nextCursor: null });
      expect(await open().list({ limit: 1, email: 'nobody@example.com' })).toEqual({ data: [], nextCursor: null });
    });
  });

  describe(`${name} when an administrator changes what a user may do`, () => {
    const added = (role: Role) => open().add(aUser({ role }));
    const roleOf = async ({ id }: User) => (await open().findById(id))?.role;

    it('changes what is asked for and nothing else', async () => {
      const [root, before] = [await added('admin'), await added('customer')];
      const change = (what: object) => open().changeAccess({ userId: before.id, by: root.id, ...what });
      expect(await change({ disabled: true })).toEqual({ before, after: { ...before, disabled: true } });
      expect(await change({ role: 'admin' })).toMatchObject({ after: { role: 'admin', disabled: true } });
      expect(await change({})).toMatchObject({ after: { role: 'admin', disabled: true } });
      expect(await change({ role: 'customer', disabled: false })).toMatchObject({ before: { disabled: true }, after: before });
      expect(await open().findById(before.id)).toEqual(before);
    });

    it('knows of users who are not there', async () => {
      const root = await added('admin');
      expect(await open().changeAccess({ userId: newId(), by: root.id, disabled: true })).toBeUndefined();
    });

    it('refuses whoever is no administrator any more', async () => {
      const [root, disabled, customer] = [await added('admin'), await added('admin'), await added('customer')];
      await open().changeAccess({ userId: disabled.id, by: root.id, disabled: true });
      for (const by of [customer.id, disabled.id, newId()]) {
        const change = open().changeAccess({ userId: customer.id, by, role: 'admin' });
        await expect(change).rejects.toMatchObject({ kind: 'forbidden', code: 'forbidden' });
      }
      expect(await roleOf(customer)).toBe('customer');
    });

    it('leaves one of two who demote each other at once', async () => {
      for (let round = 0; round < 20; round += 1) {
        const [one, other] = [await added('admin'), await added('admin')];
        const results = await Promise.allSettled([
          open().changeAccess({ userId: one.id, by: other.id, role: 'customer' }),
          open().changeAccess({ userId: other.id, by: one.id, role: 'customer' }),
        ]);
        expect(countRefusals(results, 'forbidden')).toBe(1);
        expect([await roleOf(one), await roleOf(other)].sort()).toEqual(['admin', 'customer']);
      }
    });
  });
}
