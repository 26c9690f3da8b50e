import { loggedError } from './logged-error';

describe('an error in the log', () => {
  it('has its kind, its words, its code and its origin, also those of its cause', () => {
    const error = Object.assign(new TypeError('not sent', { cause: new Error('no route') }), { code: 'ECONNREFUSED' });
    expect(loggedError(error)).toEqual({
      type: 'TypeError',
      message: 'not sent: no route',
      code: 'ECONNREFUSED',
      stack: expect.stringMatching(/TypeError: not sent\n(.|\n)*caused by: Error: no route\n/),
    });
  });

  it('names its parts', () => {
    expect(loggedError(new AggregateError([new Error('ECONNREFUSED ::1'), 'gone']))).toMatchObject({
      errors: ['Error: ECONNREFUSED ::1', 'gone'],
    });
  });

  it('has nothing else that was hung on it', () => {
    const request = { headers: { authorization: 'Bearer secret' } };
    const error = Object.assign(new Error('refused'), { request, document: { password: 'secret' }, code: { secret: 'secret' } });
    expect(JSON.stringify(loggedError(error))).not.toContain('secret');
  });

  it('may be anything that was thrown', () => {
    expect(loggedError('no')).toEqual({ message: 'no' });
    expect(loggedError({ secret: 'secret' })).toEqual({ message: '[object Object]' });
  });
});
