import { NestFastifyApplication } from '@nestjs/platform-fastify';

type CorsOptions = NonNullable<Parameters<NestFastifyApplication['enableCors']>[0]>;

const exposedHeaders = [
  'Location',
  'ETag',
  'X-Request-Id',
  'Idempotent-Replayed',
  'Preference-Applied',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-Policy',
];

/**
 * What browsers on pages of these origins may do with the API: all of it, by a token that the page sends. Nothing is sent
 * by the browser itself, and pages of other origins learn nothing.
 */
export function corsOf(addresses: readonly string[]): CorsOptions {
  return {
    origin: addresses.map((address) => new URL(address).origin),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match', 'Last-Event-ID', 'Prefer', 'X-Request-Id'],
    exposedHeaders,
    credentials: false,
    maxAge: 600,
    // What is no preflight is answered like one, rather than with a text that is no problem.
    strictPreflight: false,
  };
}
