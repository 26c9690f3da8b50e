import { Injectable } from '@nestjs/common';
import { batchSizes, Histogram, Metrics } from '@app/platform';
import { ConsumerGate } from './consumer-gate';
import { Crew } from './crew';
import { QueueName, queueNames } from './queue-name';

/** The crew of each queue that this process consumes, behind one gate. */
@Injectable()
export class Crews {
  private readonly crews = new Map<QueueName, Crew>();
  private readonly receives: Readonly<Record<QueueName, Histogram>>;

  constructor(
    private readonly gate: ConsumerGate,
    metrics: Metrics,
  ) {
    this.receives = metrics
      .histograms('queue_receive_batch_size', 'Messages that one receive brought, of those that brought any.', batchSizes)
      .each('queue', Object.values(queueNames));
  }

  of(queue: QueueName): Crew {
    const crew = this.crews.get(queue) ?? new Crew(queue, this.gate, this.receives[queue]);
    this.crews.set(queue, crew);
    return crew;
  }

  /** Lets the receivers begin. After a failure they wait until `isWorkable` says yes. */
  release(isWorkable: () => Promise<boolean>): void {
    this.gate.release(isWorkable);
  }

  /** Makes nobody wait any more, and lets nobody ask: a stopping process takes no more messages. */
  close(): void {
    this.gate.close();
    this.crews.forEach((crew) => crew.close());
  }
}
