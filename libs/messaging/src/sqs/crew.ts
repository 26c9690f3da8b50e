import { Histogram } from '@app/platform';
import { ConsumerGate } from './consumer-gate';
import { QueueName } from './queue-name';

const fullReceive = 10;
const mostAtOnce = 8;
/** What trickles in is left on the queue this long, to be received together. */
const gatheringMs = 20;

/**
 * The receivers of one queue. One of them always asks it for messages; while what they bring is full, more ask at the
 * same time, so that a backlog comes in by hundreds and an idle queue costs one long poll after the other.
 */
export class Crew {
  private readonly asking = new Set<string>();
  private readonly inLine: { readonly receiver: string; readonly goOn: () => void }[] = [];
  private mayAsk = 1;
  private isGathering = false;
  private hasFailed = false;
  private isClosed = false;

  constructor(
    private readonly queue: QueueName,
    private readonly gate: ConsumerGate,
    private readonly receives: Pick<Histogram, 'observe'>,
  ) {}

  /** Resolves when this receiver is to ask the queue. @throws GateClosed */
  async pass(receiver: string): Promise<void> {
    await new Promise<void>((goOn) => {
      this.inLine.push({ receiver, goOn });
      this.letIn();
    });
    await this.gate.pass(this.queue);
    this.hasFailed = false;
  }

  /** To be told how many messages the receiver got. */
  brought(receiver: string, messages: number): void {
    if (messages > 0) {
      this.receives.observe(messages);
    }
    if (this.asking.delete(receiver)) {
      this.mayAsk = messages >= fullReceive ? Math.min(mostAtOnce, this.mayAsk * 2) : 1;
      if (messages > 0 && messages < fullReceive) {
        this.gather();
      }
      this.letIn();
    }
  }

  /** Whether in asking or in handling: what fails for all receivers at the same moment counts as one failure. */
  failed(receiver: string): void {
    if (!this.hasFailed) {
      this.hasFailed = true;
      this.gate.failed(this.queue);
    }
    this.brought(receiver, 0);
  }

  succeeded(): void {
    this.gate.succeeded(this.queue);
  }

  /** Sends everybody who waits on to the gate, which is to be closed by then. */
  close(): void {
    this.isClosed = true;
    this.letIn();
  }

  private letIn(): void {
    while (this.inLine.length > 0 && this.hasRoom) {
      const next = this.inLine.shift();
      if (next) {
        this.asking.add(next.receiver);
        next.goOn();
      }
    }
  }

  private get hasRoom(): boolean {
    return this.isClosed || (!this.isGathering && this.asking.size < this.mayAsk);
  }

  private gather(): void {
    if (!this.isGathering) {
      this.isGathering = true;
      setTimeout(() => {
        this.isGathering = false;
        this.letIn();
      }, gatheringMs).unref();
    }
  }
}
