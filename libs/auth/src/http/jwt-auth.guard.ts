import { ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { PerRoute } from '@app/platform';
import { notAuthenticated } from '../domain/auth.errors';
import { SessionRepository } from '../ports/session.repository';
import { BearerRequest, JwtStrategy } from '../jwt/jwt.strategy';
import { AuthenticatedRequest } from './authenticated-request';
import { Public } from './public';

/** Lets a request pass whose access token is valid and whose session lives, or whose route is `@Public()`. To be bound as APP_GUARD. */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  private readonly isPublic: PerRoute<boolean | undefined>;

  constructor(
    reflector: Reflector,
    private readonly sessions: SessionRepository,
    private readonly strategy: JwtStrategy,
  ) {
    super();
    this.isPublic = new PerRoute((targets) => reflector.getAllAndOverride(Public, targets));
  }

  /**
   * Answers at once where everything is remembered: a promise for each request would cost more than the answer.
   *
   * @throws DomainError `not_authenticated` (unauthenticated).
   */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.isPublic.of(context)) {
      return true;
    }
    const request = context.switchToHttp().getRequest<AuthenticatedRequest & BearerRequest>();
    request.user = this.strategy.recall(request);
    if (!request.user) {
      return this.authenticate(context, request);
    }
    const isAlive = this.sessions.isAlive(request.user.sessionId);
    return isAlive === true || passIf(isAlive);
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

  private async authenticate(context: ExecutionContext, request: AuthenticatedRequest): Promise<boolean> {
    await super.canActivate(context);
    return passIf(request.user !== undefined && (await this.sessions.isAlive(request.user.sessionId)));
  }
}

async function passIf(isAlive: boolean | Promise<boolean>): Promise<boolean> {
  if (!(await isAlive)) {
    throw notAuthenticated();
  }
  return true;
}
