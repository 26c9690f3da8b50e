import { Guard } from '../guard';

const stored = 'libs/auth/src/defaults/stored-passwords.ts';
const attempts = 'libs/auth/src/defaults/log-in-attempts.ts';
const repository = 'libs/auth/src/mongo/mongo-password-reset.repository.ts';
const useCases = 'libs/auth/src/use-cases/';
const path = `${useCases}passwords.int-spec.ts`;
const attemptsSpec = 'libs/auth/src/defaults/log-in-attempts.spec.ts';
const renewalSpec = `${useCases}password-renewal.int-spec.ts`;
const resetsSpec = 'libs/auth/src/mongo/mongo-password-reset.repository.int-spec.ts';
const sessionsSpec = 'libs/auth/src/mongo/mongo-session.repository.int-spec.ts';

/** What keeps others out of an account. */
export const passwordGuards: readonly Guard[] = [
  {
    name: 'passwords: none for disabled users',
    protects: 'Somebody whose account is disabled logs in, or gets a new log-in for a new password.',
    file: stored,
    remove: '|| user.disabled ',
    replacement: '',
    test: { path, name: 'answers for somebody who is disabled as for a wrong one' },
  },
  {
    name: 'log-in: strangers while attacked',
    protects: 'A password is guessed from ever new networks.',
    file: stored,
    remove: ' || isStranger',
    replacement: '',
    test: { path, name: 'is refused to strangers while the account is attacked' },
  },
  {
    name: 'log-in: at home while attacked',
    protects: 'A stranger locks somebody out of their own account.',
    file: stored,
    remove: '!(await this.sessions.wasOpenedFrom(addressKey(address), user?.id ?? nobody))',
    replacement: 'true',
    test: { path, name: 'is refused to strangers while the account is attacked' },
  },
  {
    name: 'log-in: ten tries',
    protects: 'A password is guessed from one network.',
    file: attempts,
    remove: 'if (!allowance.isExceeded) {',
    replacement: 'if (allowance.taken > 0) {',
    test: { path: attemptsSpec, name: 'has to wait after ten failures' },
  },
  {
    name: 'log-in: many accounts',
    protects: 'One password is tried on all accounts.',
    file: attempts,
    remove: 'if (fromNetwork.isExceeded) {',
    replacement: 'if (fromNetwork.taken < 0) {',
    test: { path: attemptsSpec, name: 'stops one network that tries many accounts' },
  },
  {
    name: 'log-in: password changed meanwhile',
    protects: 'A log-in that was under way survives the change of a stolen password.',
    file: 'libs/auth/src/defaults/session-token-issuer.ts',
    remove: 'await this.endIfOutdated({ ...user, passwordHash }, token);',
    replacement: 'if (passwordHash === user.id) await this.endIfOutdated({ ...user, passwordHash }, token);',
    test: { path, name: 'does not survive a change of password' },
  },
  {
    name: 'passwords: a flood of checks',
    protects: 'A flood of log-ins takes all memory and all processors.',
    file: 'libs/auth/src/argon2/argon2-password-hasher.ts',
    remove: 'if (this.inHand >= mostAtOnce + this.mostWaiting) {',
    replacement: 'if (this.inHand < 0) {',
    test: { path: 'libs/auth/src/argon2/argon2-password-hasher.spec.ts', name: 'makes no more wait than it may' },
  },
  {
    name: 'passwords: the address as password',
    protects: 'An account is opened by its own e-mail address.',
    file: 'libs/auth/src/domain/password.ts',
    remove: 'if (normaliseEmail(normalised) === normaliseEmail(email)) {',
    replacement: 'if (!email) {',
    test: { path: 'libs/auth/src/domain/password.spec.ts', name: 'that is the e-mail address' },
  },
  {
    name: 'passwords: replaced once',
    protects: 'A thief who knows the old password undoes its reset a moment later.',
    file: 'libs/auth/src/mongo/mongo-user.repository.ts',
    remove: '{ _id: id, passwordHash: oldHash, disabledAt: null }',
    replacement: '{ _id: id, disabledAt: null }',
    test: { path, name: 'is kept from a change in flight' },
  },
  {
    name: 'passwords: a change ends all log-ins',
    protects: 'Who stole a log-in keeps it after the password was changed.',
    file: stored,
    remove: "if (isChanged) {\n      await this.sessions.revokeAllOf(userId, 'password_changed');",
    replacement: 'if (isChanged) {',
    test: { path, name: 'ends also a log-in with the old password' },
  },
  {
    name: 'passwords: reset tokens expire',
    protects: 'A token in an old mailbox opens an account for ever.',
    file: repository,
    remove: "const notExpired = { $expr: { $gt: ['$expiresAt', '$$NOW'] } };",
    replacement: 'const notExpired = {};',
    test: { path: resetsSpec, name: 'knows nothing of a token that is expired' },
  },
  {
    name: 'passwords: reset tokens of one user',
    protects: 'An older e-mail replaces the password that was just chosen.',
    file: repository,
    remove: 'await this.resets.deleteMany({ userId: reset.userId });',
    replacement: '',
    test: { path: resetsSpec, name: 'spends all tokens of a user with one' },
  },
  {
    name: 'passwords: no reset for the disabled',
    protects: 'Who was shut out chooses a new password.',
    file: `${useCases}reset-password.ts`,
    remove: 'user && !user.disabled ?',
    replacement: 'user ?',
    test: { path, name: 'is not replaced for a user who is disabled' },
  },
  {
    name: 'passwords: requests for a reset',
    protects: "Anybody fills somebody else's mailbox.",
    file: `${useCases}request-password-reset.ts`,
    remove: 'if (allowance.isExceeded) {',
    replacement: 'if (!allowance) {',
    test: { path, name: 'is told of to its owner' },
  },
  {
    name: 'sessions: ended by their owner',
    protects: 'Anybody ends the log-ins of others.',
    file: 'libs/auth/src/mongo/mongo-session.repository.ts',
    remove: '{ _id: { $eq: sessionId }, userId, ...live }',
    replacement: '{ _id: { $eq: sessionId }, ...live }',
    test: { path: sessionsSpec, name: 'revokes one of a user, and none of somebody else' },
  },
  {
    name: 'access tokens: the key they name',
    protects: 'A token that names a key of its own is checked against another.',
    file: 'libs/auth/src/jwt/jwt-access-tokens.ts',
    remove: 'if (!secret) {',
    replacement: "if (secret === 'none') {",
    test: { path: 'libs/auth/src/jwt/access-tokens.spec.ts', name: 'that names another key than signed it is refused by whoever verifies it' },
  },
  {
    name: 'passwords: an old hash is renewed',
    protects: 'Passwords kept in a weak way stay so for ever.',
    file: stored,
    remove: 'this.hasher.isOutdated(user.passwordHash) ?',
    replacement: 'this.hasher.isOutdated(user.passwordHash) && user.name === password ?',
    test: { path: renewalSpec, name: 'is hashed anew when its owner logs in' },
  },
  {
    name: 'passwords: renewed by somebody else at the same moment',
    protects: 'Who logs in twice at the same moment after passwords were hardened is told that the password is wrong.',
    file: stored,
    remove: 'return now && (await this.hasher.verify(password, now.passwordHash)) ? now : undefined;',
    replacement: 'return now && user;',
    test: { path: renewalSpec, name: 'lets in all who log in at the same moment' },
  },
  {
    name: 'passwords: a hash that cannot be read',
    protects: 'Who has a hash of another scheme is answered 500 instead of 401.',
    file: 'libs/auth/src/argon2/argon2-password-hasher.ts',
    remove: 'storedHash?.startsWith(scheme) ?? false',
    replacement: 'storedHash !== undefined',
    test: { path: 'libs/auth/src/argon2/argon2-password-hasher.spec.ts', name: 'for no hash of the password, and for no error' },
  },
];
