import { DomainError } from '@app/contracts';
import fc from 'fast-check';
import { hostileNames, hostileText, hostileValue, hostileVariantOf, toJson } from '../../../test/support/hostile-json';
import { departures, Dto, dtosFrom, exampleOf, fieldNamesOf } from '../test/documented-field';
import { DtoPipe } from './dto.pipe';

const pipe = new DtoPipe();
const bodies = [...dtosFrom('body')];
const addresses = [...dtosFrom('query'), ...dtosFrom('param')];
const runs = { numRuns: 200 };
/** Names that mean something to JavaScript are refused before, in bodies. */
const fieldsOfNoDto = hostileNames.filter((name) => !(name in Object.prototype));

it('the DTOs are found', () => {
  expect(bodies.map(([name]) => name)).toEqual(expect.arrayContaining(['PlaceOrderDto', 'LogInDto', 'PutProductDto']));
  expect(addresses.map(([name]) => name)).toEqual(expect.arrayContaining(['ListOrdersQueryDto', 'SkuParamDto']));
});

describe.each(bodies)('what comes in as %s', (_name, dto) => {
  it('is taken when it is the example of the documentation', () => {
    expect(outcomeOf(exampleOf(dto), dto)).toBe('taken');
  });

  it('is what it says it is, or refused: any JSON', () => {
    fc.assert(fc.property(hostileValue, (value) => isSound(JSON.parse(toJson(value)), dto)), runs);
  });

  it('is what it says it is, or refused: a sound one, changed', () => {
    fc.assert(fc.property(hostileVariantOf(exampleOf(dto)), (value) => isSound(JSON.parse(toJson(value)), dto)), runs);
  });

  it('is refused with a field that clients are not to send', () => {
    const example = exampleOf(dto);
    for (const name of fieldsOfNoDto.filter((one) => !(one in example))) {
      const taken = [1, null, 'x', { $ne: null }, [[]]].filter((value) => outcomeOf({ ...example, [name]: value }, dto) !== 'refused');
      expect({ name, taken }).toEqual({ name, taken: [] });
    }
  });
});

describe.each(addresses)('what comes in an address as %s', (_name, dto) => {
  it('is what it says it is, or refused', () => {
    const names = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('x', ...fieldNamesOf(dto)) }, hostileText);
    const texts = fc.oneof(hostileText, fc.constantFrom('7', '-0', '1e2', 'TEA'), fc.array(hostileText, { minLength: 2, maxLength: 3 }));
    const written = fc.array(fc.tuple(names, texts), { maxLength: 4 });
    fc.assert(fc.property(written, (parts) => isSound(Object.assign(Object.create(null), Object.fromEntries(parts)), dto, 'query')), runs);
  });
});

/** Whether it was refused as every bad request, or taken as the documentation says; else says what is wrong. */
function isSound(value: unknown, dto: Dto, type: 'body' | 'query' = 'body'): void {
  fc.pre(type === 'query' || !namesWhatIsInherited(value));
  expect(['taken', 'refused']).toContain(outcomeOf(value, dto, type));
}

function outcomeOf(value: unknown, dto: Dto, type: 'body' | 'query' = 'body'): string {
  try {
    const wrong = departures(pipe.transform(value, { type, metatype: dto }), dto);
    return wrong.length > 0 ? wrong.join(', ') : 'taken';
  } catch (error) {
    const isRefusal = error instanceof DomainError && error.kind === 'invalid' && error.details.length > 0 && error.details.length <= 100;
    return isRefusal ? 'refused' : `failed: ${String(error)}`;
  }
}

/** Such bodies get no further than the app's hooks. */
function namesWhatIsInherited(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, inner]) => name in Object.prototype || namesWhatIsInherited(inner))
  );
}
