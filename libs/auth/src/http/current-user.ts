import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { notAuthenticated } from '../domain/auth.errors';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { AuthenticatedRequest } from './authenticated-request';

/**
 * The AuthenticatedUser that sent a request.
 *
 * @throws DomainError `not_authenticated` (unauthenticated) on a public route.
 */
export function currentUser({ user }: AuthenticatedRequest): AuthenticatedUser {
  if (!user) {
    throw notAuthenticated();
  }
  return user;
}

/** Hands a handler the `currentUser`. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): AuthenticatedUser =>
  currentUser(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);
