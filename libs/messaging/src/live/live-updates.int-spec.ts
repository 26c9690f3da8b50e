import { INestMicroservice, Logger, Module, Controller, Injectable } from '@nestjs/common';
import { EventPattern, MicroserviceOptions, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { OrderUpdated } from '@app/contracts';
import { Config } from '@app/platform';
import { closedPort } from '../../test/closed-port';
import { eventually } from '../../../../test/support/eventually';
import { OwnRedis } from '../../test/own-redis';
import { configOf } from '../../test/own-queues';
import { liveTransport, orderUpdatedPattern } from './live-transport';
import { LiveUpdates } from './live-updates';

@Injectable()
class Heard {
  readonly updates: OrderUpdated[] = [];
}

@Controller()
class Listener {
  constructor(private readonly heard: Heard) {}

  @EventPattern(orderUpdatedPattern)
  orderUpdated(@Payload() update: OrderUpdated): void {
    this.heard.updates.push(update);
  }
}

@Module({ controllers: [Listener], providers: [Heard] })
class ListenerModule {}

const update = { id: 'order-1', version: 2, status: 'CONFIRMED' };
let listeners: INestMicroservice[];
let live: LiveUpdates | undefined;
let redis: OwnRedis | undefined;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  listeners = [];
});
afterEach(async () => {
  await live?.onApplicationShutdown();
  await Promise.all(listeners.map((listener) => listener.close()));
  await redis?.stop();
  redis = undefined;
});

describe('a live update', () => {
  it('reaches every process that listens, through Redis', async () => {
    const { REDIS_HOST, REDIS_PORT } = process.env;
    const config = configOf({ REDIS_HOST, REDIS_PORT });
    await reaches([await listening(config), await listening(config)], config);
  });

  it('reaches every process that listens, over TCP where there is no Redis', async () => {
    const ports = [await closedPort(), await closedPort()];
    const heard = await Promise.all(ports.map((port) => listening(configOf({ LIVE_PORT: String(port), HOST: '127.0.0.1' }))));
    await reaches(heard, configOf({ LIVE_PEERS: ports.map((port) => `127.0.0.1:${port}`).join(',') }));
  });

  it('of many orders that change together is one message', async () => {
    const { REDIS_HOST, REDIS_PORT } = process.env;
    const config = configOf({ REDIS_HOST, REDIS_PORT });
    const heard = await listening(config);
    await reaches([heard], config);
    const many = Array.from({ length: 300 }, (_, index) => ({ ...update, id: `order-${index}-of-many` }));
    many.forEach((one) => live?.publish(one));
    await eventually(async () => expect(heard.updates).toContainEqual(expect.arrayContaining(many)));
  });

  it.each<[string, (port: string) => Record<string, string>]>([
    ['Redis is away', (port) => ({ REDIS_HOST: '127.0.0.1', REDIS_PORT: port })],
    ['nobody listens', (port) => ({ LIVE_PEERS: `127.0.0.1:${port}` })],
  ])('is lost without a word when %s', async (_case, variables) => {
    live = new LiveUpdates(configOf(variables(String(await closedPort()))));
    for (let i = 0; i < 100; i += 1) {
      expect(live.publish(update)).toBeUndefined();
    }
    await expect(live.onApplicationShutdown()).resolves.toBeUndefined();
  });

  it('gets through once Redis is up, though listener and sender started before it', async () => {
    const port = await closedPort();
    const config = configOf({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(port) });
    const heard = await listening(config);
    live = new LiveUpdates(config);
    live.publish({ ...update, id: 'too early' });
    redis = new OwnRedis(port);
    redis.start();
    await reaches([heard], config, live);
  });

  it('gets through again after Redis was away', async () => {
    redis = new OwnRedis(await closedPort());
    redis.start();
    const config = configOf({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redis.port) });
    const heard = await listening(config);
    live = new LiveUpdates(config);
    await reaches([heard], config, live);
    await redis.stop();
    live.publish({ ...update, id: 'lost' });
    heard.updates.length = 0;
    redis.start();
    await reaches([heard], config, live);
  });
});

/** A hint can be lost: it is sent until it is heard. */
async function reaches(all: Heard[], config: Config, from = new LiveUpdates(config)): Promise<void> {
  live = from;
  await eventually(async () => {
    from.publish(update);
    all.forEach(({ updates }) => expect(updates).toContainEqual(update));
  });
}

async function listening(config: Config): Promise<Heard> {
  const module = await Test.createTestingModule({ imports: [ListenerModule] }).compile();
  module.useLogger(false);
  const listener = module.createNestMicroservice<MicroserviceOptions>(liveTransport(config));
  listeners.push(listener);
  await listener.listen();
  return module.get(Heard);
}
