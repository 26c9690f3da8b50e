import { ConsumerGate, GateClosed } from './consumer-gate';

let gate: ConsumerGate;
let passed: string[];
let isWorkable: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  gate = new ConsumerGate();
  passed = [];
  isWorkable = true;
});
afterEach(() => jest.useRealTimers());

describe('the gate of the consumers', () => {
  it('holds everybody until the app is ready', async () => {
    arrive('orders');
    await after(60_000);
    expect(passed).toEqual([]);
    gate.release(async () => isWorkable);
    await after(0);
    expect(passed).toEqual(['orders']);
  });

  it('lets a consumer pass at once while nothing fails', async () => {
    gate.release(async () => isWorkable);
    arrive('orders');
    await after(0);
    expect(passed).toEqual(['orders']);
  });

  it('holds a consumer back after a failure, and no other', async () => {
    gate.release(async () => isWorkable);
    gate.failed('orders');
    arrive('orders');
    arrive('events');
    await after(400);
    expect(passed).toEqual(['events']);
    await after(700);
    expect(passed).toEqual(['events', 'orders']);
  });

  it('holds it back longer with each failure, ten seconds at most', async () => {
    gate.release(async () => isWorkable);
    failTimes(4);
    arrive('orders');
    await after(3900);
    expect(passed).toEqual([]);
    await after(4200);
    expect(passed).toEqual(['orders']);
    failTimes(1000);
    arrive('orders');
    await after(4900);
    expect(passed).toEqual(['orders']);
    await after(5200);
    expect(passed).toEqual(['orders', 'orders']);
  });

  it('holds it back after a failure until what it works with answers again', async () => {
    gate.release(async () => isWorkable);
    isWorkable = false;
    failTimes(1);
    arrive('orders');
    await after(600_000);
    expect(passed).toEqual([]);
    isWorkable = true;
    await after(1000);
    expect(passed).toEqual(['orders']);
  });

  it('lets nobody wait or pass once it is closed', async () => {
    isWorkable = false;
    const early = expect(gate.pass('early')).rejects.toThrow(GateClosed);
    gate.close();
    await early;
    failTimes(1000);
    await expect(gate.pass('orders')).rejects.toThrow(GateClosed);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('asks for nothing once it is closed, whatever is away', async () => {
    let asked = 0;
    gate.release(async () => (asked += 1) > 10);
    failTimes(1);
    gate.close();
    await expect(gate.pass('orders')).rejects.toThrow(GateClosed);
    expect(asked).toBe(0);
  });

  it('knows a consumer that no longer comes by from one that waits or has nothing to do', async () => {
    gate.release(async () => isWorkable);
    expect(gate.isAlive('orders')).toBe(true);
    arrive('orders');
    await after(119_000);
    expect(gate.isAlive('orders')).toBe(true);
    await after(2000);
    expect(gate.isAlive('orders')).toBe(false);
    isWorkable = false;
    gate.failed('events');
    arrive('events');
    await after(600_000);
    expect(gate.isAlive('events')).toBe(true);
  });

  it('forgets all failures with the first success', async () => {
    gate.release(async () => isWorkable);
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
