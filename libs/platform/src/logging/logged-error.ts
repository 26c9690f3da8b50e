import { stdSerializers } from 'pino';

/**
 * What the log says of an error: its kind, its words and where it comes from, with its causes. Nothing else that a
 * library hung on it: that may be the request with its headers, or a whole document.
 */
export function loggedError(error: unknown): object {
  if (!(error instanceof Error)) {
    return { message: String(error) };
  }
  const { type, message, stack } = stdSerializers.err(error);
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  const parts = Array.isArray(errors) ? errors.map(String) : undefined;
  return { type, message, stack, ...(isPlain(code) && { code }), ...(parts && { errors: parts }) };
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
