import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { bindLeanly } from './lean-binding';

const storage = new AsyncLocalStorage<string>();
const nodes = AsyncResource.prototype.bind;

afterEach(() => {
  AsyncResource.prototype.bind = nodes;
});

describe.each([
  ['as Node does it', () => undefined],
  ['leanly', bindLeanly],
])('a function that is bound to an async resource, %s', (_how, prepare) => {
  beforeEach(prepare);

  it('runs where the resource was made, with its own arguments and receiver', () => {
    const resource = storage.run('there', () => new AsyncResource('test'));
    const bound = resource.bind(function sum(this: { base: number }, one: number, other: number) {
      return [storage.getStore(), this.base + one + other];
    });
    expect(bound.call({ base: 1 }, 2, 3)).toEqual(['there', 6]);
    expect(bound).toHaveLength(2);
  });

  it('keeps a receiver that is named with it', () => {
    const bound = AsyncResource.bind(
      function base(this: { base: number }) {
        return this.base;
      },
      'test',
      { base: 7 },
    );
    expect(bound.call({ base: 1 })).toBe(7);
  });
});

it('a function bound leanly has none of the accessors that Node 20 adds', () => {
  bindLeanly();
  expect(Object.keys(new AsyncResource('test').bind(() => undefined))).toEqual([]);
});
