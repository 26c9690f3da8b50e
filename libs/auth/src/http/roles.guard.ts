import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { forbidden, notAuthenticated } from '../domain/auth.errors';
import { AuthenticatedRequest } from './authenticated-request';
import { allowedRoles } from './roles';

/** Holds users to `@Roles(…)`. To be bound as APP_GUARD, after JwtAuthGuard. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws DomainError `forbidden` (forbidden), or `not_authenticated` when nobody is logged in. */
  canActivate(context: ExecutionContext): boolean {
    const allowed = this.reflector.getAllAndOverride(allowedRoles, [context.getHandler(), context.getClass()]);
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
