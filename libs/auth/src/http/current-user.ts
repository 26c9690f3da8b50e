import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { notAuthenticated } from '../domain/auth.errors';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { AuthenticatedRequest } from './authenticated-request';

/**
 * Hands a handler the AuthenticatedUser that sent the request.
 *
 * @throws DomainError `not_authenticated` (unauthenticated) on a public route.
 */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): AuthenticatedUser => {
  const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!user) {
    throw notAuthenticated();
  }
  return user;
});
