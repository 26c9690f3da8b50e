import { lookup as systemLookup, LookupAddress } from 'node:dns';
import { guardedLookup } from './guarded-lookup';

const outside: LookupAddress = { address: '93.184.216.34', family: 4 };
const inside: LookupAddress = { address: '10.0.0.1', family: 4 };

describe('looking up a host for a connection', () => {
  it('finds its addresses, in the form that was asked for', async () => {
    await expect(found([outside], true)).resolves.toEqual([[outside]]);
    await expect(found([outside], false)).resolves.toEqual([outside.address, 4]);
  });

  it.each([[[inside]], [[outside, inside]], [[inside, outside]]])('finds nothing when one must not be reached: %j', async (addresses) => {
    await expect(found(addresses, true)).rejects.toThrow('must not reach');
    await expect(found(addresses, false)).rejects.toThrow('must not reach');
  });

  it('finds nothing where there is nothing, in the same words', async () => {
    await expect(found([], true)).rejects.toThrow('must not reach');
    await expect(found(new Error('getaddrinfo ENOTFOUND'), true)).rejects.toThrow('must not reach');
  });
});

function found(answer: LookupAddress[] | Error, all: boolean): Promise<unknown[]> {
  const resolver = (_host: string, _options: object, done: (error: Error | null, found?: LookupAddress[]) => void) =>
    answer instanceof Error ? done(answer) : done(null, answer);
  const lookup = guardedLookup((address) => address !== inside.address, resolver as unknown as typeof systemLookup);
  return new Promise((resolve, reject) => {
    lookup('shop.example', { all }, (error, ...result) => (error ? reject(error) : resolve(result.filter((one) => one !== undefined))));
  });
}
