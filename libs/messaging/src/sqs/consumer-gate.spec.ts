import { ConsumerGate } from './consumer-gate';

let gate: ConsumerGate;
let passed: string[];

beforeEach(() => {
  jest.useFakeTimers();
  gate = new ConsumerGate();
  passed = [];
});
afterEach(() => jest.useRealTimers());

describe('the gate of the consumers', () => {
  it('holds everybody until the app is ready', async () => {
    arrive('orders');
    await after(60_000);
    expect(passed).toEqual([]);
    gate.release();
    await after(0);
    expect(passed).toEqual(['orders']);
  });

  it('lets a consumer pass at once while nothing fails', async () => {
    gate.release();
    arrive('orders');
    await after(0);
    expect(passed).toEqual(['orders']);
  });

  it('holds a consumer back after a failure, and no other', async () => {
    gate.release();
    gate.failed('orders');
    arrive('orders');
    arrive('events');
    await after(200);
    expect(passed).toEqual(['events']);
    await after(400);
    expect(passed).toEqual(['events', 'orders']);
  });

  it('holds it back longer with each failure, ten seconds at most', async () => {
    gate.release();
    failTimes(4);
    arrive('orders');
    await after(1900);
    expect(passed).toEqual([]);
    await after(2200);
    expect(passed).toEqual(['orders']);
    failTimes(1000);
    arrive('orders');
    await after(4900);
    expect(passed).toEqual(['orders']);
    await after(5200);
    expect(passed).toEqual(['orders', 'orders']);
  });

  it('forgets all failures with the first success', async () => {
    gate.release();
    failTimes(1000);
    gate.succeeded('orders');
    arrive('orders');
    await after(0);
    expect(passed).toEqual(['orders']);
  });
});

function arrive(consumer: string): void {
  void gate.pass(consumer).then(() => passed.push(consumer));
}

function failTimes(times: number): void {
  for (let i = 0; i < times; i += 1) {
    gate.failed('orders');
  }
}

async function after(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}
