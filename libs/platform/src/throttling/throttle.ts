import { Reflector } from '@nestjs/core';
import { RateLimit } from './rate-limit';

export const throttles = Reflector.createDecorator<readonly RateLimit[]>();

/** Limits how often a route, or each route of a controller, is called: by a user, or by an address where nobody is logged in. */
export const Throttle = (...rules: RateLimit[]) => throttles(rules);
