import { Guard } from '../guard';

const rolesGuard = 'libs/auth/src/http/roles.guard.ts';
const jwtGuard = 'libs/auth/src/http/jwt-auth.guard.ts';
const changeUser = 'libs/auth/src/use-cases/change-user.ts';
const users = 'libs/auth/src/mongo/mongo-user.repository.ts';
const walk = 'apps/api/src/route-policies.int-spec.ts';
const administrators = 'apps/api/src/admin/users.controller.int-spec.ts';
const usersSpec = 'libs/auth/src/mongo/mongo-user.repository.int-spec.ts';
const changeUserSpec = 'libs/auth/src/use-cases/change-user.int-spec.ts';

/** Who may do what, and that it is asked at the right moment. */
export const authorisationGuards: readonly Guard[] = [
  {
    name: 'a route that declares nothing is closed',
    protects: 'Somebody forgets to say who may use a route, and everybody may.',
    file: rolesGuard,
    remove: "if (policy === 'authenticated' || policy?.includes(role)) {",
    replacement: "if (policy === undefined || policy === 'authenticated' || policy.includes(role)) {",
    test: { path: walk, name: 'routes that declare nothing are closed to a customer' },
  },
  {
    name: 'the order processor is closed by default, too',
    protects: 'Beside its probes the order processor serves something that nobody meant to open.',
    file: 'apps/order-processor/src/order-processor.module.ts',
    remove: '{ provide: APP_GUARD, useExisting: RolesGuard },',
    replacement: 'RolesGuard,',
    test: { path: 'apps/order-processor/src/route-policies.int-spec.ts', name: 'are closed when they declare nothing' },
  },
  {
    name: 'roles are required where they are declared',
    protects: "A customer changes stock, reads everybody's data or makes administrators.",
    file: 'apps/api/src/api.module.ts',
    remove: '{ provide: APP_GUARD, useExisting: RolesGuard },',
    replacement: 'RolesGuard,',
    test: { path: walk, name: 'do for a customer what they declare' },
  },
  {
    name: 'two policies in one place stop the start',
    protects: 'Of `@Public()` and `@Roles()` on one route the order decides, and it is open.',
    file: 'libs/auth/src/http/route-policy.ts',
    remove: 'if (Reflect.hasOwnMetadata(declaredPolicy.KEY, place)) {',
    replacement: "if (place.name === '') {",
    test: { path: 'libs/auth/src/http/route-policy.spec.ts', name: 'is declared once in a place' },
  },
  {
    name: 'a role is asked of the database',
    protects: 'Who was an administrator goes on as one until the token expires.',
    file: jwtGuard,
    remove: "if (isAllowedByRole || user.role !== 'customer') {",
    replacement: "if (!isAllowedByRole && user.role !== 'customer') {",
    test: { path: administrators, name: 'are let in no more as soon as they are demoted, in every process' },
  },
  {
    name: 'a token that claims a role is asked about everywhere',
    protects: "Who was an administrator reads everybody's orders until the token expires.",
    file: jwtGuard,
    remove: "if (isAllowedByRole || user.role !== 'customer') {",
    replacement: 'if (isAllowedByRole) {',
    test: { path: 'apps/api/src/other-peoples-data.int-spec.ts', name: 'to an administrator just demoted lists show what is their own' },
  },
  {
    name: 'a disabled administrator is none',
    protects: 'A disabled administrator whose log-in was not ended yet goes on.',
    file: jwtGuard,
    remove: 'if (!isAlive || !user || user.disabled) {',
    replacement: 'if (!isAlive || !user) {',
    test: { path: administrators, name: 'are let in no more as soon as they are disabled, in every process' },
  },
  {
    name: 'an administrator is logged in now, not half a minute ago',
    protects: 'A stolen token of an administrator goes on for half a minute after the log-in was ended.',
    file: jwtGuard,
    remove: 'this.sessions.isAliveNow(sessionId)',
    replacement: 'this.sessions.isAlive(sessionId)',
    test: { path: administrators, name: 'are let in no more as soon as they are logged out, in every process' },
  },
  {
    name: 'a session that is found dead is not remembered as alive',
    protects: 'A process that knows better goes on to serve the rest of somebody who is logged out.',
    file: 'libs/auth/src/mongo/mongo-session.repository.ts',
    remove: 'if (!isAlive) {\n      this.liveSessions.forget(sessionId);\n    }',
    replacement: '',
    test: { path: 'libs/auth/src/mongo/mongo-session.repository.int-spec.ts', name: 'asks the database whether a session lives now' },
  },
  {
    name: 'nobody disables or demotes themselves',
    protects: 'The last administrator closes the door from outside.',
    file: changeUser,
    remove: "if (userId === by && (disabled || role !== 'admin')) {",
    replacement: "if (userId === '' && (disabled || role !== 'admin')) {",
    test: { path: changeUserSpec, name: 'is refused on the own account' },
  },
  {
    name: 'of two who demote each other one comes too late',
    protects: 'Two administrators quarrel, and none is left.',
    file: users,
    remove: '{ $inc: { accessChanges: 1 } },',
    replacement: "{ $set: { role: 'admin' } },",
    test: { path: usersSpec, name: 'leaves one of two who demote each other at once' },
  },
  {
    name: 'only administrators change what others may do',
    protects: 'A request that was let in just before its sender was demoted makes new administrators.',
    file: users,
    remove: "{ _id: by, role: 'admin', disabledAt: null },",
    replacement: '{ _id: by },',
    test: { path: usersSpec, name: 'refuses whoever is no administrator any more' },
  },
  {
    name: 'who is disabled is logged out',
    protects: 'A disabled customer shops on until the tokens expire.',
    file: changeUser,
    remove: "await this.sessions.revokeAllOf(after.id, 'user_disabled');",
    replacement: '',
    test: { path: changeUserSpec, name: 'by {"disabled":true} ends all log-ins of the user' },
  },
  {
    name: 'who gets another role is logged out',
    protects: 'Tokens with the old role go on.',
    file: changeUser,
    remove: "await this.sessions.revokeAllOf(after.id, 'role_changed');",
    replacement: '',
    test: { path: changeUserSpec, name: 'by {"role":"admin"} ends all log-ins of the user' },
  },
  {
    name: 'users: changed only as they were seen',
    protects: 'Of two administrators the second undoes what the first decided, without knowing.',
    file: 'libs/auth/src/mongo/mongo-user.repository.ts',
    remove: 'if (before && expected && !isSameAccess(before, expected)) {',
    replacement: 'if (before && expected && isSameAccess(before, expected) && !expected) {',
    test: { path: 'apps/api/src/admin/users.controller.int-spec.ts', name: 'change a user only as they saw them' },
  },
];
