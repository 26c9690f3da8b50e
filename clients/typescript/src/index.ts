/** A client of the order processing API. What stands in `generated/` is made from `openapi.json` by `npm run openapi`. */
export * from './generated';
export { createClient, createConfig, type Client, type Config } from './generated/client';
export { client } from './generated/client.gen';
