import { Logger } from '@nestjs/common';
import { mongo } from 'mongoose';
import { throughOutage } from './through-outage';

const logger = new Logger();
const outage = new mongo.MongoNetworkError('connection closed');

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(logger, 'warn').mockReturnValue();
});
afterEach(() => jest.useRealTimers());

describe('work of a start that meets a database', () => {
  it('that is away for a moment is done again', async () => {
    const work = jest.fn().mockRejectedValueOnce(outage).mockRejectedValueOnce(outage).mockResolvedValue('done');
    const done = throughOutage(work, logger);
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(done).resolves.toBe('done');
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('that stays away ends with its error after half a minute', async () => {
    const work = jest.fn().mockRejectedValue(outage);
    const failure = throughOutage(work, logger).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(29_000);
    const before = work.mock.calls.length;
    await jest.advanceTimersByTimeAsync(10_000);
    await expect(failure).resolves.toBe(outage);
    expect([before, work.mock.calls.length]).toEqual([59, 62]);
  });

  it('that refuses for good ends at once', async () => {
    const work = jest.fn().mockRejectedValue(new Error('an index cannot be built'));
    await expect(throughOutage(work, logger)).rejects.toThrow('an index cannot be built');
    expect(work).toHaveBeenCalledTimes(1);
  });
});
