import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';

/**
 * A connection for what may be lost: a command answers or fails within 100 ms, so that a dead or frozen Redis makes
 * nobody wait, and it keeps reconnecting.
 */
export function createRedisClient({ REDIS_HOST, REDIS_PORT }: Config, commandTimeout = 100): Redis {
  const logger = new Logger('Redis');
  const client = new Redis({
    host: REDIS_HOST,
    port: REDIS_PORT,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout,
    connectTimeout: 500,
    retryStrategy: (attempt) => Math.min(2000, attempt * 100) * (0.5 + Math.random() / 2),
  });
  let isAway = false;
  client.on('error', (error: Error) => {
    if (!isAway) {
      logger.warn(`Redis is away, going on without: ${error.message}`);
    }
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) {
      logger.log('Redis is back');
    }
    isAway = false;
  });
  return client;
}
