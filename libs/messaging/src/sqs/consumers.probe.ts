import { Injectable } from '@nestjs/common';
import { HealthProbe } from '@app/platform';
import { ConsumerGate } from './consumer-gate';
import { SqsConsumerNames } from './sqs-consumer-names';

/** Whether every consumer still asks its queue for messages; one that stopped does not come back by itself. */
@Injectable()
export class ConsumersProbe extends HealthProbe {
  override readonly name = 'consumers';
  override readonly isRequired = true;

  constructor(
    private readonly gate: ConsumerGate,
    private readonly consumed: SqsConsumerNames,
  ) {
    super();
  }

  override isAlive(): boolean {
    return this.consumed.names.every((name) => this.gate.isAlive(name));
  }

  override async check(): Promise<void> {
    if (!this.isAlive()) {
      throw new Error('A consumer has stopped.');
    }
  }
}
