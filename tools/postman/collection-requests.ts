import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(__dirname, '../../docs/postman/order-processing.postman_collection.json');
const API = '{{baseUrl}}';

/** A request of the collection, as far as it matters what it calls and what it is for. */
export interface CollectionRequest {
  readonly name: string;
  readonly method: string;
  /** Where it goes to: a variable of the environment. */
  readonly host: string;
  /** Begins with a slash; variables stand as they are, such as `{{orderId}}`. */
  readonly path: string;
  readonly description: string;
  /** The script that tests the answer. */
  readonly test: string;
}

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request?: {
    readonly method: string;
    readonly url: { readonly host: readonly string[]; readonly path: readonly string[] };
    readonly description?: string;
  };
  readonly event?: readonly { readonly listen: string; readonly script: { readonly exec: readonly string[] } }[];
}

/** Every request of the collection, in whatever folder, in the order of a run. */
export function collectionRequests(): CollectionRequest[] {
  return requestsOf(JSON.parse(readFileSync(FILE, 'utf8')) as Item);
}

/** Whether a request goes to the API, and not to the mailbox, say. */
export function isToApi({ host }: CollectionRequest): boolean {
  return host === API;
}

function requestsOf({ name, item = [], request, event = [] }: Item): CollectionRequest[] {
  const inside = item.flatMap(requestsOf);
  if (!request) {
    return inside;
  }
  const { method, url, description = '' } = request;
  const test = event.filter(({ listen }) => listen === 'test').flatMap(({ script }) => script.exec);
  return [...inside, { name, method, host: url.host.join('.'), path: `/${url.path.join('/')}`, description, test: test.join('\n') }];
}
