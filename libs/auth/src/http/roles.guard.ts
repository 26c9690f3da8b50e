import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { PerRoute } from '@app/platform';
import { forbidden } from '../domain/auth.errors';
import { AuthenticatedRequest } from './authenticated-request';
import { currentUser } from './current-user';
import { policyOf } from './route-policy';

/** Holds users to what a route declares; one that declares nothing is closed. To be bound as APP_GUARD, after JwtAuthGuard. */
@Injectable()
export class RolesGuard implements CanActivate {
  private readonly policies = new PerRoute(policyOf);

  /** @throws DomainError `forbidden` (forbidden), or `not_authenticated` when nobody is logged in. */
  canActivate(context: ExecutionContext): boolean {
    const policy = this.policies.of(context);
    if (policy === 'public') {
      return true;
    }
    const { role } = currentUser(context.switchToHttp().getRequest<AuthenticatedRequest>());
    if (policy === 'authenticated' || policy?.includes(role)) {
      return true;
    }
    throw forbidden();
  }
}
