import { ConsumerGate } from './consumer-gate';
import { ConsumersProbe } from './consumers.probe';
import { queueNames } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

const longSilenceMs = 121_000;
let gate: ConsumerGate;
let probe: ConsumersProbe;

beforeEach(() => {
  jest.useFakeTimers();
  gate = new ConsumerGate();
  gate.release(async () => true);
  probe = new ConsumersProbe(gate, new SqsConsumerNames([queueNames.orders, queueNames.events]));
});
afterEach(() => jest.useRealTimers());

describe('the consumers of a process', () => {
  it('live while all come by for messages', async () => {
    await Promise.all([gate.pass(queueNames.orders), gate.pass(queueNames.events)]);
    expect(probe.isAlive()).toBe(true);
    await expect(probe.check()).resolves.toBeUndefined();
  });

  it('do not when one has stopped, whatever the others do', async () => {
    await gate.pass(queueNames.orders);
    jest.advanceTimersByTime(longSilenceMs);
    await gate.pass(queueNames.events);
    expect(probe.isAlive()).toBe(false);
    await expect(probe.check()).rejects.toThrow('A consumer has stopped.');
  });
});
