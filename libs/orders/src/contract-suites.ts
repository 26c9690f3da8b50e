/** What a port's implementations have to keep, for the tests of yours. They take jest. */
export { describeOrderScreening } from './ports/order-screening.contract';
export { describePricingPolicy } from './ports/pricing-policy.contract';
