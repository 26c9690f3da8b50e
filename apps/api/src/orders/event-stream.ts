import { TimelineEntry } from '@app/orders';
import { entryOf } from './order.dto';
import { DomainError } from '@app/contracts';

/** What comes back after a cut waits one to three seconds, so that not everybody comes at once. */
const shortestRetryMs = 1000;
const heartbeat = ':\n\n';

/** A timeline as server-sent events (HTML, 9.2): each entry once, under its seq; a comment where there is no news. */
export async function* eventStream(timeline: AsyncIterable<TimelineEntry | undefined>): AsyncGenerator<string> {
  yield `retry: ${Math.round(shortestRetryMs * (1 + 2 * Math.random()))}\n\n`;
  for await (const entry of timeline) {
    yield entry ? `id: ${entry.seq}\ndata: ${JSON.stringify(entryOf(entry))}\n\n` : heartbeat;
  }
}

/**
 * The seq that a client knows already, by its `Last-Event-ID` header; 0 where there is none.
 *
 * @throws DomainError `invalid_last_event_id` (invalid) when it is no seq.
 */
export function parseLastEventId(header: string | undefined): number {
  const given = header?.trim() ?? '';
  if (!/^\d{0,9}$/.test(given)) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid_last_event_id',
      message: 'The Last-Event-ID header must hold the id of the last event you know, such as 2.',
    });
  }
  return Number(given);
}
