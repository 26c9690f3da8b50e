import { Role } from './role';

/** Who sent a request: the user, the role, and the log-in it stems from. The access token says so, and of an administrator the database, too. */
export class AuthenticatedUser {
  constructor(
    readonly id: string,
    readonly role: Role,
    readonly sessionId: string,
  ) {}
}
