import { AuthController } from './auth.controller';
import { PasswordsController } from './passwords.controller';
import { SessionsController } from './sessions.controller';

/** For the composition root. */
export const authControllers = [AuthController, PasswordsController, SessionsController];
