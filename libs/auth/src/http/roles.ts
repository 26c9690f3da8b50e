import { Reflector } from '@nestjs/core';
import { Role } from '../domain/role';

export const allowedRoles = Reflector.createDecorator<readonly Role[]>();

/** Closes a route, or all of a controller, to everybody who has none of these roles. */
export const Roles = (...roles: Role[]) => allowedRoles(roles);
