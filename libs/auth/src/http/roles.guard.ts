import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PerRoute } from '@app/platform';
import { forbidden, notAuthenticated } from '../domain/auth.errors';
import { Role } from '../domain/role';
import { AuthenticatedRequest } from './authenticated-request';
import { allowedRoles } from './roles';

/** Holds users to `@Roles(…)`. To be bound as APP_GUARD, after JwtAuthGuard. */
@Injectable()
export class RolesGuard implements CanActivate {
  private readonly allowed: PerRoute<readonly Role[] | undefined>;

  constructor(reflector: Reflector) {
    this.allowed = new PerRoute((targets) => reflector.getAllAndOverride(allowedRoles, targets));
  }

  /** @throws DomainError `forbidden` (forbidden), or `not_authenticated` when nobody is logged in. */
  canActivate(context: ExecutionContext): boolean {
    const allowed = this.allowed.of(context);
    if (!allowed) {
      return true;
    }
    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!user) {
      throw notAuthenticated();
    }
    if (!allowed.includes(user.role)) {
      throw forbidden();
    }
    return true;
  }
}
