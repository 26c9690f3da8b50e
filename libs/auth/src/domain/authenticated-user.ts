import { Role } from './role';

/** Who sent a request, as the access token says: the user, the role when it was issued, and the log-in it stems from. */
export class AuthenticatedUser {
  constructor(
    readonly id: string,
    readonly role: Role,
    readonly sessionId: string,
  ) {}
}
