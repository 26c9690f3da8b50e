import { ClientOptions, MicroserviceOptions, RedisOptions, Transport } from '@nestjs/microservices';
import { Config } from '@app/platform';
import { PatientRedisServer } from './patient-redis-server';

/** The pattern under which `OrderUpdated` hints travel between processes, one by itself or several as a list. */
export const orderUpdatedPattern = 'order.updated';

/** How an API process hears live updates: from Redis, or over TCP where there is none. */
export function liveTransport(config: Config): MicroserviceOptions {
  return config.REDIS_HOST
    ? { strategy: new PatientRedisServer(redisOptions(config)) }
    : { transport: Transport.TCP, options: { host: config.HOST, port: config.LIVE_PORT } };
}

/** Where a process sends them: to Redis once, or over TCP to each API. */
export function livePeers(config: Config): ClientOptions[] {
  if (config.REDIS_HOST) {
    return [{ transport: Transport.REDIS, options: redisOptions(config) }];
  }
  return config.LIVE_PEERS.map((peer) => {
    const [host, port] = peer.split(':');
    return { transport: Transport.TCP, options: { host, port: Number(port) } };
  });
}

/** Nest's Redis transport gives up for ever after its first lost connection unless told to retry. */
function redisOptions({ REDIS_HOST, REDIS_PORT }: Config): RedisOptions['options'] {
  return { host: REDIS_HOST, port: REDIS_PORT, retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: 1000 };
}
