import { AllocationRequest } from '../domain/allocation';
import { describeAllocationStrategy } from '../ports/allocation-strategy.contract';
import { FirstComeAllOrNothing } from './first-come-all-or-nothing';

const strategy = new FirstComeAllOrNothing();

describeAllocationStrategy('FirstComeAllOrNothing', strategy);

describe('first come, all or nothing', () => {
  it('serves the older order, and tells the younger what was left', () => {
    expect(strategy.allocate([order('old', { MUG: 3 }), order('young', { MUG: 3 })], [has('MUG', 5)])).toEqual([
      { orderId: 'old', shortages: [] },
      { orderId: 'young', shortages: [short('MUG', 3, 2)] },
    ]);
  });

  it('gives the last unit away', () => {
    expect(strategy.allocate([order('old', { MUG: 5 })], [has('MUG', 5)])).toEqual([{ orderId: 'old', shortages: [] }]);
  });

  it('names each line at fault, and takes nothing for the others', () => {
    const orders = [order('greedy', { MUG: 6, TEA: 1, CUP: 9 }), order('modest', { TEA: 1 })];
    expect(strategy.allocate(orders, [has('MUG', 5), has('TEA', 1), has('CUP', 0)])).toEqual([
      { orderId: 'greedy', shortages: [short('MUG', 6, 5), short('CUP', 9, 0)] },
      { orderId: 'modest', shortages: [] },
    ]);
  });

  it('leaves all its units to those behind when a single line is short', () => {
    const orders = [order('greedy', { TEA: 1, MUG: 6 }), order('modest', { TEA: 1 })];
    expect(strategy.allocate(orders, [has('MUG', 5), has('TEA', 1)])).toMatchObject([
      { shortages: [short('MUG', 6, 5)] },
      { orderId: 'modest', shortages: [] },
    ]);
  });

  it('says of a SKU without a level that it is unknown', () => {
    expect(strategy.allocate([order('lost', { GONE: 2 })], [])).toEqual([
      { orderId: 'lost', shortages: [{ sku: 'GONE', reason: 'unknown_sku', requested: 2, available: 0 }] },
    ]);
  });
});

function order(orderId: string, units: Record<string, number>): AllocationRequest {
  return { orderId, lines: Object.entries(units).map(([sku, quantity]) => ({ sku, quantity })) };
}

function has(sku: string, available: number) {
  return { sku, available };
}

function short(sku: string, requested: number, available: number) {
  return { sku, reason: 'insufficient_stock', requested, available };
}
