import { ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { notAuthenticated } from '../domain/auth.errors';
import { SessionRepository } from '../ports/session.repository';
import { AuthenticatedRequest } from './authenticated-request';
import { Public } from './public';

/** Lets a request pass whose access token is valid and whose session lives, or whose route is `@Public()`. To be bound as APP_GUARD. */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionRepository,
  ) {
    super();
  }

  /** @throws DomainError `not_authenticated` (unauthenticated). */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()])) {
      return true;
    }
    await super.canActivate(context);
    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!user || !(await this.sessions.isAlive(user.sessionId))) {
      throw notAuthenticated();
    }
    return true;
  }

  /** Passport's answer. Only what goes wrong inside is an error; a missing or bad token comes as `false`. */
  override handleRequest<User>(error: unknown, user: User | false | null | undefined): User {
    if (error) {
      throw error;
    }
    if (!user) {
      throw notAuthenticated();
    }
    return user;
  }
}
