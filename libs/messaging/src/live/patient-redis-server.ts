import { RedisOptions, ServerRedis } from '@nestjs/microservices';

/**
 * Nest's Redis server, except that it may start before Redis does: subscriptions wait for the connection,
 * where Nest's own fails the start and stays deaf. It also closes without asking Redis, which may be gone.
 */
export class PatientRedisServer extends ServerRedis {
  constructor(options: RedisOptions['options']) {
    super({ ...options, maxRetriesPerRequest: null });
  }

  override start(callback?: () => void): void {
    const [sub, pub] = this.unwrap<[typeof this.subClient, typeof this.pubClient]>();
    this.bindEvents(sub, pub);
    callback?.();
  }

  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    this.subClient?.disconnect();
    this.pubClient?.disconnect();
  }
}
