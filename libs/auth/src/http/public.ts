import { Reflector } from '@nestjs/core';

/** Opens a route, or all of a controller, to everybody. Without it JwtAuthGuard asks for an access token. */
export const Public = Reflector.createDecorator<true, true>({ transform: () => true });
