import { DomainError } from '@app/contracts';
import { DtoPipe } from '../dto.pipe';
import { PlaceOrderDto } from './place-order.dto';

const line = { sku: 'MUG-BLUE', quantity: 1 };

describe('a request to place an order', () => {
  it.each<[string, object]>([
    ['one line', { items: [line] }],
    ['100 lines', { items: linesOf(100) }],
    ['the most units of a line', { items: [{ ...line, quantity: 10_000 }] }],
    ['a note', { items: [line], note: 'Ring twice.\nThank you!' }],
    ['no note, said so', { items: [line], note: null }],
    ['a note of 500 characters', { items: [line], note: 'x'.repeat(500) }],
    ['a note of 500 emoji', { items: [line], note: '😀'.repeat(500) }],
    ['the longest SKU', { items: [{ ...line, sku: 'A'.repeat(64) }] }],
  ])('may have %s', async (_what, body) => {
    await expect(check(body)).resolves.toEqual(body);
  });

  it('keeps its note in one spelling, so that the same text is the same request', async () => {
    await expect(check({ items: [line], note: 'u\u0308ber' })).resolves.toMatchObject({ note: 'über' });
  });

  it.each<[unknown]>([[-1], [0], [0.5], [10_001], [1e21], [NaN], [Infinity], ['2'], [null], [undefined], [true], [[2]], [{}]])(
    'is refused for the quantity %p',
    async (quantity) => {
      expect(await faultsOf({ items: [line, { ...line, quantity }] })).toEqual(['items.1.quantity']);
    },
  );

  it.each<[unknown]>([[''], [' '], ['A B'], ['-A'], ['A\n'], ['A'.repeat(65)], ['$where'], ['ü'], [1], [null], [{ $ne: '' }], [['A']]])(
    'is refused for the SKU %p',
    async (sku) => {
      expect(await faultsOf({ items: [{ ...line, sku }] })).toEqual(['items.0.sku']);
    },
  );

  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', []],
    ['one line without its array', line],
    ['like an array', { 0: line, length: 1 }],
    ['a text', 'MUG-BLUE'],
    ['of 101 lines', linesOf(101)],
    ['of null', [null]],
    ['of texts', ['MUG-BLUE']],
    ['of arrays', [[line]]],
    ['of empty arrays', [[]]],
  ])('is refused when its items are %s', async (_what, items) => {
    expect(await faultsOf({ items })).toContain('items');
  });

  it.each<[string, unknown]>([
    ['of 501 characters', 'x'.repeat(501)],
    ['with a control character', 'a\u0000b'],
    ['with a lone surrogate', 'a\ud83d'],
    ['that turns the text around', 'a\u202eb'],
    ['that is a number', 5],
    ['that is an array', ['a']],
    ['that is an object', { $ne: '' }],
  ])('is refused for a note %s', async (_what, note) => {
    expect(new Set(await faultsOf({ items: [line], note }))).toEqual(new Set(['note']));
  });

  it.each<[string, object, string]>([
    ['userId', { items: [line], userId: 'somebody-else' }, 'userId'],
    ['status', { items: [line], status: 'CONFIRMED' }, 'status'],
    ['unitPrice in a line', { items: [{ ...line, unitPrice: 1 }] }, 'items.0.unitPrice'],
  ])('is refused for %s, which is not for the client to say', async (_what, body, path) => {
    expect(await faultsOf(body)).toEqual([path]);
  });
});

async function check(body: unknown): Promise<unknown> {
  return new DtoPipe().transform(body, { type: 'body', metatype: PlaceOrderDto });
}

async function faultsOf(body: unknown): Promise<string[]> {
  const error: unknown = await check(body).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(DomainError);
  expect(error).toMatchObject({ kind: 'invalid', code: 'validation_failed' });
  return [...new Set((error as DomainError).details.map(({ path }) => path))];
}

function linesOf(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ sku: `SKU-${index}`, quantity: 1 }));
}
