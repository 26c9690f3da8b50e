import { isUnknownOutcome } from './ses-refusal';

describe('an outcome', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('is known when SES was never reached (%s)', (code) => {
    expect(isUnknownOutcome(Object.assign(new Error(`connect ${code}`), { code }))).toBe(false);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('is unknown when the connection was lost (%s)', (code) => {
    expect(isUnknownOutcome(Object.assign(new Error('lost'), { code }))).toBe(true);
  });
});
