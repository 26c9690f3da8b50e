import { setTimeout as sleep } from 'node:timers/promises';
import { Answer, Call, HttpFront } from './http-front';
import { SeededRandom } from './seeded-random';

/** What can go wrong between a client and any service; probabilities from 0 to 1. */
export interface HttpFaults {
  /** Milliseconds that each call waits before anything else happens to it. */
  readonly stall: number;
  /** Answered with status 500, not forwarded. */
  readonly serverErrors: number;
  /** The connection is reset, half of the times before the service heard of the call, half of the times after. */
  readonly resets: number;
  /** Nobody is there: every connection is reset, whatever `only` says. */
  readonly down: boolean;
  /** The faults befall only calls whose label matches. */
  readonly only: RegExp;
}

export const noHttpFaults: HttpFaults = { stall: 0, serverErrors: 0, resets: 0, down: false, only: /^/ };

/** How often things happened, by name. */
export type Tally = Readonly<Record<string, number>>;

/** The service that the faults befall. */
export interface Service {
  readonly serverError: Answer;
  /** The action and what it is about, such as `SendMessage orders`; nothing for a call that is only passed on. */
  labelOf(call: Call): string | undefined;
  /** What is left to do once the connection let the call through. */
  answer(call: Call, label: string): Promise<Answer | undefined>;
}

/** The faults that any service over HTTP can have, and the count of what happened. */
export class ChaosHttp {
  readonly requests: Record<string, number> = {};
  readonly struck: Record<string, number> = {};
  readonly front: HttpFront;
  private faults = noHttpFaults;

  constructor(
    upstream: string,
    private readonly service: Service,
    readonly random: SeededRandom,
  ) {
    this.front = new HttpFront(upstream, (call) => this.answer(call));
  }

  set(faults: HttpFaults): void {
    this.faults = faults;
    this.front.setDown(faults.down);
  }

  /** Whether a fault of this probability strikes this call; counted if so. */
  strikes(fault: string, probability: number, label: string): boolean {
    const isStruck = this.faults.only.test(label) && this.random.chance(probability);
    if (isStruck) {
      this.struck[fault] = (this.struck[fault] ?? 0) + 1;
    }
    return isStruck;
  }

  private async answer(call: Call): Promise<Answer | undefined> {
    const label = this.service.labelOf(call);
    if (label === undefined) {
      return this.front.forward(call);
    }
    const [action = ''] = label.split(' ');
    this.requests[action] = (this.requests[action] ?? 0) + 1;
    await this.delay(label);
    if (this.strikes('serverErrors', this.faults.serverErrors, label)) {
      return this.service.serverError;
    }
    const isReset = this.strikes('resets', this.faults.resets, label);
    if (isReset && this.random.chance(0.5)) {
      return undefined;
    }
    const answer = await this.service.answer(call, label);
    return isReset ? undefined : answer;
  }

  private async delay(label: string): Promise<void> {
    if (this.strikes('stall', this.faults.stall && 1, label)) {
      await sleep(this.faults.stall);
    }
  }
}
