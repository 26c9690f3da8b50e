import { User } from './user';

/** What registering, logging in and refreshing give: who it is, and the tokens to come back with. */
export interface Authentication {
  readonly user: User;
  /** The log-in that the tokens belong to. */
  readonly sessionId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}
