import { parseOrderUpdates } from './order-updated';

const update = { id: 'order-1', version: 2, status: 'CONFIRMED' };

describe('a live message', () => {
  it('is one hint by itself', () => {
    expect(parseOrderUpdates(update)).toEqual([update]);
  });

  it('is a list of hints', () => {
    const other = { ...update, id: 'order-2' };
    expect(parseOrderUpdates([update, other])).toEqual([update, other]);
  });

  it.each([undefined, null, 'order-1', {}, { ...update, version: '2' }, [update, {}], [[update]]])('is not %j', (payload) => {
    expect(() => parseOrderUpdates(payload)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'malformed_event' }));
  });
});
