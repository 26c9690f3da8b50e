/** What a port's implementations have to keep, for the tests of yours. They take jest. */
export { describeAllocationStrategy } from './ports/allocation-strategy.contract';
