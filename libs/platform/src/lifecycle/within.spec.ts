import { within } from './within';

const late = () => new Error('too late');

describe('work that has a time limit', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('gives what it gives, and leaves no timer behind', async () => {
    await expect(within(1000, Promise.resolve('done'), late)).resolves.toBe('done');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails as it fails', async () => {
    await expect(within(1000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
  });

  it('fails for being late once its time is over, whatever becomes of it', async () => {
    const outcome = expect(within(1000, new Promise(() => undefined), late)).rejects.toThrow('too late');
    await jest.advanceTimersByTimeAsync(1000);
    await outcome;
  });
});
