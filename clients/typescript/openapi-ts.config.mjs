import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What `npm run openapi` generates beside the document. CLIENT_DIRECTORY: where to, if not into the client. */
export default {
  input: here('../../openapi.json'),
  output: { path: process.env.CLIENT_DIRECTORY ?? here('src/generated') },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
};
