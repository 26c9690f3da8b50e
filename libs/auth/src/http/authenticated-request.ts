import { AuthenticatedUser } from '../domain/authenticated-user';

/** An HTTP request as JwtAuthGuard leaves it; on public routes there is no user. */
export interface AuthenticatedRequest {
  user?: AuthenticatedUser;
}
