import { SecurityHeaders } from '@app/platform';
import { FastifyInstance, onRequestHookHandler } from 'fastify';

const path = '/docs';

/** What the page consists of. Its library has more in the same directory, which nobody needs. */
const parts = new Set([
  path,
  `${path}/`,
  `${path}/swagger-ui-init.js`,
  `${path}/swagger-ui-bundle.js`,
  `${path}/swagger-ui-standalone-preset.js`,
  `${path}/swagger-ui.css`,
  `${path}/favicon-16x16.png`,
  `${path}/favicon-32x32.png`,
]);

/** Its own scripts, and calls to the API it describes. Its styles stand in its elements as well. */
const headers = new SecurityHeaders({
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
});

/** Lets Swagger UI work under a policy of its own, and serves nothing but what it consists of. Before its routes are made. */
export function protectSwaggerPage(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(path)) {
      route.onRequest = protectPart;
    }
  });
}

const protectPart: onRequestHookHandler = (request, reply, done) => {
  const [address = ''] = request.url.split('?');
  if (parts.has(address)) {
    headers.protect(reply);
    done();
  } else {
    reply.callNotFound();
  }
};
