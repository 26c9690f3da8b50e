import { TimelineEntry } from '@app/orders';
import { eventStream, parseLastEventId } from './event-stream';

const placed: TimelineEntry = { seq: 1, status: 'PENDING', at: new Date('2026-01-31T09:29:59.900Z'), actor: 'customer' };
const ended: TimelineEntry = { seq: 2, status: 'CANCELLED', at: new Date('2026-01-31T09:30:00Z'), actor: 'admin', reason: 'a\nb\r\n\r\nid: 9' };

describe('a stream of events', () => {
  it('holds each entry under its seq, on one line whatever people typed, and comments between', async () => {
    const [retry, ...events] = await streamOf(placed, undefined, ended);
    expect(retry).toMatch(/^retry: [123]\d{3}\n\n$/);
    expect(events).toEqual([
      'id: 1\ndata: {"seq":1,"status":"PENDING","at":"2026-01-31T09:29:59.900Z","actor":"customer"}\n\n',
      ':\n\n',
      'id: 2\ndata: {"seq":2,"status":"CANCELLED","at":"2026-01-31T09:30:00.000Z","actor":"admin","reason":"a\\nb\\r\\n\\r\\nid: 9"}\n\n',
    ]);
  });

  it('does not ask everybody to come back at the same moment', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => streamOf()));
    expect(new Set(streams.flat()).size).toBeGreaterThan(1);
  });
});

describe('the last event that a client knows', () => {
  it.each<[string | undefined, number]>([
    [undefined, 0],
    ['', 0],
    ['0', 0],
    [' 2 ', 2],
    ['999999999', 999_999_999],
  ])('%j is %d', (header, seq) => expect(parseLastEventId(header)).toBe(seq));

  it.each(['-1', '1.5', 'x', '1, 2', '1e3', '9999999999'])('%j is refused', (header) => {
    expect(() => parseLastEventId(header)).toThrow(expect.objectContaining({ code: 'invalid_last_event_id' }));
  });
});

async function streamOf(...entries: (TimelineEntry | undefined)[]): Promise<string[]> {
  async function* timeline() {
    yield* entries;
  }
  const chunks: string[] = [];
  for await (const chunk of eventStream(timeline())) {
    chunks.push(chunk);
  }
  return chunks;
}
