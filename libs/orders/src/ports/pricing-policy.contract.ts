import { DomainError } from '@app/contracts';
import fc from 'fast-check';
import { PricingPolicy, PricingRequest } from './pricing-policy';

const product = fc.record({
  sku: fc.stringMatching(/^[A-Z]{1,8}$/),
  name: fc.string({ minLength: 1, maxLength: 40 }),
  unitPrice: fc.nat(10_000_000),
  currency: fc.constant('EUR'),
});
const lines = fc.uniqueArray(fc.record({ product, quantity: fc.integer({ min: 1, max: 10_000 }) }), {
  selector: (line) => line.product.sku,
  minLength: 1,
  maxLength: 20,
});

/**
 * What every `PricingPolicy` has to keep, whatever it charges; run it against yours. It is tried with orders of any kind, of which
 * it may refuse some, and with those of `examples`, which it has to price.
 */
export function describePricingPolicy(name: string, subject: () => PricingPolicy, examples: readonly PricingRequest[] = []): void {
  describe(`${name} as a PricingPolicy`, () => {
    it('names one price a line, in whole minor units and not below zero, or refuses as a DomainError', async () => {
      await forAnything(async (request) => {
        const prices = await pricesFor(request);
        expect(prices?.length ?? request.lines.length).toBe(request.lines.length);
        expect((prices ?? []).filter((price) => !Number.isSafeInteger(price) || price < 0)).toEqual([]);
      });
    });

    it('prices the examples, or some of the others', async () => {
      let priced = 0;
      await forAnything(async (request) => {
        priced += (await pricesFor(request)) ? 1 : 0;
      });
      const refused = [];
      for (const request of examples) {
        refused.push(...((await pricesFor(request)) ? [] : [request]));
      }
      expect(refused).toEqual([]);
      if (priced === 0 && examples.length === 0) {
        throw new Error(`${name} refused every order that was tried. Name some that it prices: describePricingPolicy(name, create, [request]).`);
      }
    });

    it('charges the same for a line wherever it stands, and when it is asked again', async () => {
      await forAnything(async (request) => {
        const prices = await pricesFor(request);
        const turned = await pricesFor({ ...request, lines: firstToTheEnd(request.lines) });
        expect(turned).toEqual(prices && firstToTheEnd(prices));
      });
    });

    it('leaves the lines as they are', async () => {
      await forAnything(async (request) => {
        const before = structuredClone(request);
        await pricesFor(request);
        expect(request).toEqual(before);
      });
    });
  });

  async function pricesFor(request: PricingRequest): Promise<readonly number[] | undefined> {
    try {
      return await subject().unitPrices(request);
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      return undefined;
    }
  }

  function firstToTheEnd<T>([first, ...others]: readonly T[]): T[] {
    return first === undefined ? [] : [...others, first];
  }

  async function forAnything(check: (request: PricingRequest) => Promise<void>): Promise<void> {
    await fc.assert(fc.asyncProperty(lines, (some) => check({ userId: 'ada', lines: some })));
    for (const request of examples) {
      await check(request);
    }
  }
}
