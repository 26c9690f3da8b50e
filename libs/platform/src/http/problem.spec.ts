import { BadRequestException, HttpException, InternalServerErrorException, NotFoundException } from '@nestjs/common';
import { DomainError, ErrorKind } from '@app/contracts';
import { mongo } from 'mongoose';
import { problemOf } from './problem';

const statuses: Record<ErrorKind, [number, string]> = {
  invalid: [400, 'Bad Request'],
  unauthenticated: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  conflict: [409, 'Conflict'],
  precondition_failed: [412, 'Precondition Failed'],
  unprocessable: [422, 'Unprocessable Entity'],
  too_many_requests: [429, 'Too Many Requests'],
  unavailable: [503, 'Service Unavailable'],
};
const cases = Object.entries(statuses).map(([kind, [status, title]]) => [kind as ErrorKind, status, title] as const);

describe('the problem a caller is told', () => {
  it.each(cases)('of a refusal that is %s has status %d, %s', (kind, status, title) => {
    expect(problemOf(new DomainError({ kind, code: 'some_code', message: 'Say why.' }))).toEqual({
      type: 'about:blank',
      title,
      status,
      detail: 'Say why.',
      code: 'some_code',
    });
  });

  it('names the fields at fault', () => {
    const errors = [{ path: 'items.0.sku', message: 'sku is unknown' }];
    const error = new DomainError({ kind: 'invalid', code: 'some_code', message: 'Say why.', details: errors });
    expect(problemOf(error).errors).toEqual(errors);
  });

  it('says nothing of the cause', () => {
    const cause = new Error('password=hunter2');
    const error = new DomainError({ kind: 'invalid', code: 'some_code', message: 'Say why.', cause });
    expect(JSON.stringify(problemOf(error))).not.toContain('hunter2');
  });

  it.each<[number, string, unknown]>([
    [400, 'malformed_request', new BadRequestException('Unexpected token h in hunter2')],
    [404, 'route_not_found', new NotFoundException('Cannot GET /hunter2')],
    [413, 'body_too_large', statusError(413)],
    [414, 'url_too_long', statusError(414)],
    [415, 'unsupported_media_type', statusError(415)],
    [418, 'refused', new HttpException('hunter2', 418)],
  ])('of what the framework refuses with %d has the code %s and none of its text', (status, code, error) => {
    expect(problemOf(error)).toMatchObject({ status, code });
    expect(JSON.stringify(problemOf(error))).not.toContain('hunter2');
  });

  it.each<[string, Error]>([
    ['no server', new mongo.MongoServerSelectionError('hunter2', {} as never)],
    ['a cut connection', new mongo.MongoNetworkError('hunter2')],
    ['an election', withLabel('RetryableWriteError')],
    ['a transaction to repeat', withLabel('TransientTransactionError')],
  ])('of a database with %s is to try again', (_case, error) => {
    expect(problemOf(error)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(JSON.stringify(problemOf(error))).not.toContain('hunter2');
  });

  it.each<[string, unknown]>([
    ['a bug', new TypeError('hunter2')],
    ['an exception of the framework', new InternalServerErrorException('hunter2')],
    ['a write that the database refused', new mongo.MongoServerError({ message: 'hunter2', code: 11_000 })],
    ['a status that is none', statusError(200)],
    ['a text', 'hunter2'],
    ['null', null],
    ['undefined', undefined],
  ])('of %s is that something went wrong, and nothing else', (_case, error) => {
    expect(problemOf(error)).toMatchObject({ status: 500, code: 'internal_error' });
    expect(JSON.stringify(problemOf(error))).not.toContain('hunter2');
  });
});

function statusError(statusCode: number): Error {
  return Object.assign(new Error('hunter2'), { statusCode });
}

function withLabel(label: string): Error {
  const error = new mongo.MongoServerError({ message: 'hunter2' });
  error.addErrorLabel(label);
  return error;
}
