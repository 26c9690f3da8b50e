/** Sends the load in the file that its argument names, and prints what it saw as JSON. */
import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import autocannon, { Request } from 'autocannon';
import { Load, LoadResult, Placements, Reads } from './load';

const LONGEST_ANSWER_SECONDS = 30;

void run(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Load).then((result) =>
  process.stdout.write(JSON.stringify(result)),
);

async function run({ url, token, connections, seconds, requests }: Load): Promise<LoadResult> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const setupRequest = requests.kind === 'place' ? placing(requests, headers) : reading(requests, headers);
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: LONGEST_ANSWER_SECONDS,
    requests: [{ setupRequest }],
  });
  return {
    requests: result.requests.total,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: { status: result['4xx'] + result['5xx'], connection: result.errors - result.timeouts, timeout: result.timeouts },
  };
}

function placing({ skus, lines, isKeyed }: Placements, headers: Record<string, string>) {
  return (request: Request): Request => ({
    ...request,
    method: 'POST',
    headers: { ...headers, ...(isKeyed && { 'idempotency-key': randomUUID() }) },
    body: JSON.stringify({ items: anyOf(skus, lines).map((sku) => ({ sku, quantity: 1 })) }),
  });
}

function reading({ targets }: Reads, headers: Record<string, string>) {
  return (request: Request): Request => {
    const [{ path = '/', etag = undefined } = {}] = anyOf(targets, 1);
    return { ...request, path, headers: { ...headers, ...(etag && { 'if-none-match': etag }) } };
  };
}

/** Different ones, the first at random and the others behind it at random distances. */
function anyOf<T>(all: readonly T[], count: number): T[] {
  let at = randomInt(all.length);
  return Array.from({ length: count }, () => {
    const one = all[at % all.length] as T;
    at += 1 + randomInt(Math.max(1, Math.floor(all.length / count)));
    return one;
  });
}
