import { DomainError } from '@app/contracts';

/** Unknown e-mail, wrong password and disabled account look the same, so that nobody can ask who has an account. */
export function invalidCredentials(): DomainError {
  return unauthenticated('invalid_credentials', 'The e-mail or the password is wrong.');
}

export function emailTaken(cause?: unknown): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'email_taken',
    message: 'There is already an account with this e-mail.',
    cause,
  });
}

export function isEmailTaken(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'email_taken';
}

export function passwordNotAccepted(problem: string): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'password_not_accepted',
    message: `The password ${problem}.`,
    details: [{ path: 'password', message: `password ${problem}` }],
  });
}

/** Whoever is logged in and wants another password gave a wrong one for the current. No 401: the access token is good. */
export function currentPasswordWrong(): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'current_password_wrong',
    message: 'The current password is wrong.',
    details: [{ path: 'currentPassword', message: 'currentPassword is wrong' }],
  });
}

/** Garbled, unknown, used before or expired. */
export function invalidResetToken(): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'invalid_reset_token',
    message: 'The token is not valid, or not any more. Ask for a new one.',
  });
}

/** Unknown, ended, or of somebody else: all the same to whoever asks. */
export function sessionNotFound(): DomainError {
  return new DomainError({ kind: 'not_found', code: 'session_not_found', message: 'There is no such log-in, or it has ended.' });
}

/** More log-ins wait for their password to be checked than can be in reasonable time. */
export function tooBusy(): DomainError {
  return new DomainError({ kind: 'unavailable', code: 'too_busy', message: 'Too many people are logging in at this moment. Try again soon.' });
}

/** Garbled, unknown, expired or of a log-in that has ended. */
export function invalidRefreshToken(): DomainError {
  return unauthenticated('invalid_refresh_token', 'The refresh token is not valid. Log in again.');
}

/** A token was presented that had been exchanged before: somebody has a copy, so the whole log-in is ended. */
export function refreshTokenReused(): DomainError {
  return unauthenticated('refresh_token_reused', 'The refresh token had already been used. For safety this log-in is ended.');
}

export function notAuthenticated(cause?: unknown): DomainError {
  return unauthenticated('not_authenticated', 'A valid access token is needed.', cause);
}

export function userNotFound(): DomainError {
  return new DomainError({ kind: 'not_found', code: 'user_not_found', message: 'There is no such user.' });
}

/** So that there is always an administrator left, who could undo it. */
export function ownAccount(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'own_account',
    message: 'Administrators can neither disable nor demote themselves. Ask another one.',
  });
}

export function forbidden(): DomainError {
  return new DomainError({ kind: 'forbidden', code: 'forbidden', message: 'Your role does not allow this.' });
}

export function accessMismatch(): DomainError {
  return new DomainError({
    kind: 'precondition_failed',
    code: 'version_mismatch',
    message: 'The user is not as If-Match says. Read them again and decide anew.',
  });
}

/** Whether an error says that a token or a password was no good. */
export function isUnauthenticated(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'unauthenticated';
}

function unauthenticated(code: string, message: string, cause?: unknown): DomainError {
  return new DomainError({ kind: 'unauthenticated', code, message, cause });
}
