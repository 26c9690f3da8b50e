import { ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { PerRoute } from '@app/platform';
import { notAuthenticated } from '../domain/auth.errors';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { BearerRequest, JwtStrategy } from '../jwt/jwt.strategy';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { AuthenticatedRequest } from './authenticated-request';
import { policyOf, RoutePolicy } from './route-policy';

type Policy = RoutePolicy | undefined;

/** Lets a request pass whose access token is valid and whose session lives, or whose route is `@Public()`. To be bound as APP_GUARD. */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  private readonly policies = new PerRoute(policyOf);

  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly strategy: JwtStrategy,
  ) {
    super();
  }

  /**
   * Answers at once where everything is remembered: a promise for each request would cost more than the answer.
   *
   * @throws DomainError `not_authenticated` (unauthenticated).
   */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const policy = this.policies.of(context);
    if (policy === 'public') {
      return true;
    }
    const request = context.switchToHttp().getRequest<AuthenticatedRequest & BearerRequest>();
    request.user = this.strategy.recall(request);
    return request.user ? this.admit(request, request.user, policy) : this.authenticate(context, request, policy);
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

  private async authenticate(context: ExecutionContext, request: AuthenticatedRequest, policy: Policy): Promise<boolean> {
    await super.canActivate(context);
    return passIf(request.user !== undefined && (await this.admit(request, request.user, policy)));
  }

  /**
   * A role that lets somebody do more than others is looked up each time; of customers it is remembered that they are logged
   * in. Where a token's role does not suffice nothing is looked up: a promotion counts with the next token.
   */
  private admit(request: AuthenticatedRequest, user: AuthenticatedUser, policy: Policy): boolean | Promise<boolean> {
    const isAllowedByRole = typeof policy === 'object' && policy.includes(user.role);
    if (isAllowedByRole || user.role !== 'customer') {
      return this.confirm(request, user);
    }
    const isAlive = this.sessions.isAlive(user.sessionId);
    return isAlive === true || passIf(isAlive);
  }

  /** Handlers see the role of this moment. */
  private async confirm(request: AuthenticatedRequest, { id, sessionId }: AuthenticatedUser): Promise<boolean> {
    const [isAlive, user] = await Promise.all([this.sessions.isAliveNow(sessionId), this.users.findById(id)]);
    if (!isAlive || !user || user.disabled) {
      throw notAuthenticated();
    }
    request.user = new AuthenticatedUser(id, user.role, sessionId);
    return true;
  }
}

async function passIf(isAlive: boolean | Promise<boolean>): Promise<boolean> {
  if (!(await isAlive)) {
    throw notAuthenticated();
  }
  return true;
}
