import { Role } from './role';

/** Somebody with an account. Without the password's hash, so that it can be handed around. */
export interface User {
  readonly id: string;
  /** Normalised; unique. */
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  /** A disabled user keeps the account, but can neither log in nor refresh. */
  readonly disabled: boolean;
}

/** What log-in needs to know; it goes no further than that. */
export interface UserWithPassword extends User {
  readonly passwordHash: string;
}

export interface NewUser {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly passwordHash: string;
}
