import { STATUS_CODES } from 'node:http';
import { getSchemaPath, HeaderObject, HeadersObject, OpenAPIObject, OperationObject, ResponseObject, ResponsesObject } from '@nestjs/swagger';
import { operationsOf } from './operations-of';
import { ProblemDto } from './problem.dto';

/** What any operation may answer, most of it before anybody looks at what is asked for. */
const everywhere = [400, 408, 413, 414, 415, 429, 431, 500, 503];

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not as documented (`errors` says where, if it could be read at all), or not acceptable in some other way that `code` names.',
  401: 'No valid access token, or what was given to get one is wrong.',
  403: 'Your role does not allow this.',
  404: 'There is no such thing, or it is not yours.',
  408: 'The request took too long to arrive.',
  409: 'It does not fit how things are at the moment.',
  412: 'What `If-Match` names is not how it is any more, or what `If-None-Match` excludes is so.',
  413: 'The body is larger than 64 KiB.',
  414: 'The address, or a part of it, is too long.',
  415: 'The body is packed, or not JSON in UTF-8.',
  422: 'The request is as documented, and yet cannot be fulfilled.',
  429: 'Too much at a time, or too often.',
  431: 'The headers are too many or too large.',
  500: 'Something went wrong on our side.',
  503: 'A part does not answer, or too many want the same at this moment. Try again.',
};

const requestId: HeaderObject = {
  required: true,
  description: 'That of the request if it was sane, else a new one.',
  schema: { type: 'string', pattern: '^[\\w.:/+=-]{1,128}$' },
};
const withRequestId: HeadersObject = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } };
const count = { type: 'integer', minimum: 0 };

/** Beside the request's id. */
const headersOf: Readonly<Record<number, HeadersObject>> = {
  401: { 'WWW-Authenticate': { required: true, schema: { type: 'string', enum: ['Bearer'] } } },
  429: {
    'Retry-After': retryAfter,
    'RateLimit-Limit': { description: 'How often it may be done in a window.', schema: count },
    'RateLimit-Remaining': { description: 'How often still.', schema: count },
    'RateLimit-Reset': { description: 'Seconds until the window ends.', schema: count },
    'RateLimit-Policy': { description: 'The limit and the length of its window in seconds.', schema: { type: 'string', example: '300;w=60' } },
  },
  503: { 'Retry-After': { ...retryAfter, required: true } },
};

/** Adds what every operation answers under some status, and what every answer carries, to what each says of itself. */
export function addEveryAnswer(document: OpenAPIObject): void {
  const operations = operationsOf(document);
  for (const operation of operations) {
    operation.responses = completed(operation);
  }
  const statuses = new Set(operations.flatMap(({ responses }) => Object.keys(responses)).map(Number).filter(isProblem));
  document.components = {
    ...document.components,
    headers: { RequestId: requestId },
    responses: Object.fromEntries([...statuses].sort().map((status) => [nameOf(status), problemAnswer(status)])),
  };
}

function completed({ responses, security = [] }: OperationObject): ResponsesObject {
  const own = Object.entries(responses).filter(([status]) => !isProblem(Number(status)));
  const problems = [...Object.keys(responses).map(Number).filter(isProblem), ...everywhere, ...(security.length > 0 ? [401] : [])];
  return {
    ...Object.fromEntries(own.map(([status, answer]) => [status, identified(answer as ResponseObject)])),
    ...Object.fromEntries(problems.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }])),
  };
}

function identified(answer: ResponseObject): ResponseObject {
  return { ...answer, headers: { ...answer.headers, ...withRequestId } };
}

function problemAnswer(status: number): ResponseObject {
  return {
    description: meanings[status] ?? STATUS_CODES[status] ?? '',
    headers: { ...withRequestId, ...headersOf[status] },
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  };
}

/** As `PayloadTooLarge`. */
function nameOf(status: number): string {
  return (STATUS_CODES[status] ?? '').replaceAll(/\W/g, '');
}

function isProblem(status: number): boolean {
  return status >= 400;
}
