import { aConfig } from '../../test/a-config';
import { ConcurrencyLimits } from './concurrency-limits';

const two = { name: 'two', limit: 2 };

describe('what is under way at the same time', () => {
  it('is so many at most, for each key and rule by itself', () => {
    const limits = new ConcurrencyLimits(aConfig());
    limits.enter(two, 'ann');
    limits.enter(two, 'ann');
    expect(limits.hasRoom(two, 'ann')).toBe(false);
    expect(() => limits.enter(two, 'ann')).toThrow(expect.objectContaining({ kind: 'too_many_requests', retryAfterSeconds: 1 }));
    expect(limits.hasRoom(two, 'bob')).toBe(true);
    expect(limits.hasRoom({ name: 'other', limit: 1 }, 'ann')).toBe(true);
  });

  it('makes room once when it is over, however often that is said', () => {
    const limits = new ConcurrencyLimits(aConfig());
    const leave = limits.enter(two, 'ann');
    limits.enter(two, 'ann');
    leave();
    leave();
    limits.enter(two, 'ann');
    expect(limits.hasRoom(two, 'ann')).toBe(false);
  });

  it('is without limit where limits are off', () => {
    const limits = new ConcurrencyLimits(aConfig({ RATE_LIMIT: 'off' }));
    const leaves = Array.from({ length: 10 }, () => limits.enter(two, 'ann'));
    expect(leaves).toHaveLength(10);
    expect(limits.hasRoom(two, 'ann')).toBe(true);
  });
});
