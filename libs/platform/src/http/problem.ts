import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DomainError, ErrorKind, FieldError } from '@app/contracts';
import { isDatabaseOutage } from '../mongo/mongo-errors';

/** Problem details of RFC 9457, with a stable code. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
}

const statusByKind: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  unprocessable: 422,
  too_many_requests: 429,
  unavailable: 503,
};

/** What the framework refuses before our code is reached. */
const codeByStatus: Record<number, string> = {
  400: 'malformed_request',
  404: 'route_not_found',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'url_too_long',
  415: 'unsupported_media_type',
  431: 'headers_too_large',
};

const detailByCode: Record<string, string> = {
  malformed_request: 'The request could not be read; its address and headers must be well formed, its body one valid JSON value.',
  url_too_long: 'The address, or a part of it, is too long.',
  headers_too_large: 'The headers are too many or too large.',
  request_timeout: 'The request took too long to arrive.',
  route_not_found: 'There is nothing at this address.',
  body_too_large: 'The body is larger than 64 KiB.',
  unsupported_media_type: 'The body must be sent as application/json.',
};

/** What a caller is told about an error. Of what nobody foresaw, nothing but that it happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const { kind, code, message, details } = error;
    return problem(statusByKind[kind], code, message, details);
  }
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    const code = codeByStatus[status] ?? 'refused';
    return problem(status, code, detailByCode[code] ?? 'The request was refused.');
  }
  if (isDatabaseOutage(error)) {
    return problem(503, 'unavailable', 'The database does not answer at the moment. Try again.');
  }
  return problem(500, 'internal_error', 'Something went wrong on our side. Quote the request id when you ask.');
}

function statusOf(error: unknown): number {
  return error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number })?.statusCode ?? 500);
}

function problem(status: number, code: string, detail: string, errors: readonly FieldError[] = []): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail, code, ...(errors.length > 0 && { errors }) };
}
