import { AuthController } from './auth.controller';
import { SessionsController } from './sessions.controller';

/** For the composition root. */
export const authControllers = [AuthController, SessionsController];
