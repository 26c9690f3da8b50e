import { AuthenticatedUser } from '../domain/authenticated-user';

/** The short-lived tokens that requests carry. Bind another with `AuthModule.register({ accessTokens })`. */
export abstract class AccessTokens {
  /** Called whenever somebody registers, logs in or refreshes. `expiresIn` is in seconds. */
  abstract issue(user: AuthenticatedUser): Promise<{ accessToken: string; expiresIn: number }>;

  /**
   * For code that is handed a token outside an HTTP request; there JwtAuthGuard has checked it already.
   *
   * @throws DomainError `not_authenticated` (unauthenticated) unless the token is genuine, ours, of this kind and not expired.
   */
  abstract verify(accessToken: string): Promise<AuthenticatedUser>;
}
