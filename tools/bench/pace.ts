/** How long and how often is measured. */
export interface Pace {
  readonly rounds: number;
  /** Of rows whose rounds are long. */
  readonly longRounds: number;
  /** Before the first round: a program is compiled while it runs. */
  readonly firstWarmUpSeconds: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Orders that wait for this system's processors, and for the baseline's worker, of which only the rate counts. */
  readonly backlog: number;
  readonly baselineBacklog: number;
  readonly loneOrders: number;
  readonly idleSeconds: number;
  /** Orders in the large database of `growth`. */
  readonly manyOrders: number;
}

export const fullPace: Pace = {
  rounds: 5,
  longRounds: 3,
  firstWarmUpSeconds: 12,
  warmUpSeconds: 2,
  seconds: 8,
  backlog: 10_000,
  baselineBacklog: 1500,
  loneOrders: 100,
  idleSeconds: 60,
  manyOrders: 1_000_000,
};

/** For trying: the figures are rough. */
export const quickPace: Pace = {
  rounds: 3,
  longRounds: 1,
  firstWarmUpSeconds: 5,
  warmUpSeconds: 1,
  seconds: 2,
  backlog: 1000,
  baselineBacklog: 200,
  loneOrders: 30,
  idleSeconds: 40,
  manyOrders: 50_000,
};
