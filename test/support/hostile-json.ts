import fc from 'fast-check';

/** Numbers that JavaScript cannot write down, as JSON may: in their place stands a text, which `toJson` takes the quotes from. */
const writtenNumbers = ['1e400', '-1e400', '-0', '1e-400', '9007199254740993', '1.0', '2e0', '9'.repeat(400), `0.${'0'.repeat(400)}1`];
const marked = (digits: string) => `#number:${digits}`;

const numbers = fc.oneof(
  fc.constantFrom<unknown>(...writtenNumbers.map(marked)),
  fc.constantFrom(-1, 0, 0.5, 1, 101, 10_001, 2 ** 31, 2 ** 53, 1e21, Number.MAX_SAFE_INTEGER),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Texts that have broken something somewhere. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\n', '\0', 'a\u0000b', '\u001b[31m', '\u0085', '\u2028', '\u202e', '\u2066', '\u206a', '\ufeff', '\uffff'],
    ...['\ud800', '\udc00a', 'a\ufe0f', '\u{e0041}', '😀', 'e\u0301', '\ufdfa', 'İ', '#number:'],
    ...['NaN', 'null', 'true', '0x10', '1;', '[object Object]', 'undefined', '%00', '%ff', '..%2f..%2fetc', '../../etc/passwd'],
    ...['$where', '$ne', '{"$gt":""}', "' || 1==1 || '", '{{7*7}}', '${7*7}', '<script>', "'; DROP TABLE orders; --", '%s%n'],
    ...['__proto__', 'constructor', 'then', 'a@b.c', '"a\r\nb"@example.com', 'x'.repeat(600), '😀'.repeat(600), '\u0315'.repeat(2000)],
  ),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

/** Fields that clients are not to set, operators of the database, and names that mean something to JavaScript. */
export const hostileNames = [
  ...['price', 'unitPrice', 'lineTotal', 'total', 'status', 'userId', 'role', 'version', '_id', 'id', 'createdAt', 'disabled', 'passwordHash'],
  ...['$ne', '$gt', '$where', '$set', 'items.0.sku', 'a.b', 'limit[]', 'status[$gt]', '', ' ', '\0', 'x'.repeat(300)],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', 'length'],
];

const hostileName = fc.oneof(fc.constantFrom(...hostileNames), hostileText);
const scalar = fc.oneof(hostileText, numbers, fc.constantFrom<unknown>(null, true, false));

/** Any JSON value, of the worst sort. */
export const hostileValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object'), fc.jsonValue()),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.array(fc.tuple(hostileName, tie('value')), { maxLength: 3 }).map(objectOf),
})).value;

type Change = (parent: Parent, key: string) => void;
type Parent = Record<string, unknown>;

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: hostileValue.map((value): Change => (parent, key) => put(parent, key, value)) },
  { weight: 2, arbitrary: fc.tuple(hostileName, hostileValue).map(([name, value]): Change => (parent) => put(parent, name, value)) },
  fc.constant<Change>((parent, key) => delete parent[key]),
  fc.constant<Change>((parent, key) => put(parent, key, [parent[key]])),
  fc.constant<Change>((parent, key) => put(parent, key, { [key]: parent[key] })),
  fc.integer({ min: 2, max: 120 }).map((times): Change => (parent, key) => put(parent, key, Array(times).fill(parent[key]))),
);

/** The example with one to three changes, each at any place of it. */
export function hostileVariantOf(example: object): fc.Arbitrary<object> {
  return fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 }).map((changes) => {
    const variant = structuredClone(example);
    for (const [seed, apply] of changes) {
      const places = placesIn(variant);
      const [parent, key] = places[seed % places.length] ?? [variant as Parent, ''];
      apply(parent, key);
    }
    return variant;
  });
}

/** The value as a client would send it. */
export function toJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"#number:([^"\\]+)"/g, '$1');
}

/** Every field and element, with what it is in. */
function placesIn(value: unknown): [Parent, string][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [[value as Parent, key], ...placesIn(inner)]);
}

function objectOf(entries: [string, unknown][]): object {
  const object = {};
  entries.forEach(([name, value]) => put(object, name, value));
  return object;
}

/** Also where the name is `__proto__`; JSON knows no lists with other fields than their elements. */
function put(parent: object, name: string, value: unknown): void {
  if (Array.isArray(parent) && !/^\d+$/.test(name)) {
    return;
  }
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}
