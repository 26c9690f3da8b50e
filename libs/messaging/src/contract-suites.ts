/** What a port's implementations have to keep, for the tests of yours. They take jest. */
export { describeOrderEventHandler } from './handlers/order-event-handler.contract';
