import { Role } from '../domain/role';
import { declarePolicy } from './route-policy';

/** Opens a route, or all of a controller, to whoever is logged in and has one of these roles at this moment. */
export const Roles = (...roles: Role[]) => declarePolicy(roles);
