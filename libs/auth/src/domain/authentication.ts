import { User } from './user';

/** What registering, logging in and refreshing give: who it is, and the tokens to come back with. */
export interface Authentication {
  readonly user: User;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}
