import { Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { atMost } from '@app/platform';
import { SendNotification } from './use-cases/send-notification';

const atOnce = 10;
const sweepIntervalMs = 1000;
/** Most sends end within this; a stopping process does not wait longer for the provider. */
const patienceMs = 4000;

/**
 * Looks about once a second for deliveries whose time has come: those that failed for now, and those whose sender
 * died. Any number of instances share the work; an outage of the provider or of the database only delays it.
 */
@Injectable()
export class DeliveryRetries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryRetries.name);
  private sweeping: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(private readonly notifications: SendNotification) {}

  onApplicationBootstrap(): void {
    this.scheduleSweep();
  }

  /** Takes on nothing more, and waits a moment for what is being sent; the lease of the rest runs out by itself. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await atMost(patienceMs, Promise.resolve(this.sweeping));
  }

  /** Jitter keeps several instances from sweeping at the same moment. */
  private scheduleSweep(): void {
    const delay = sweepIntervalMs * (0.5 + Math.random());
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep().finally(() => this.isStopping || this.scheduleSweep());
    }, delay);
  }

  /** Goes on while there is something due: a backlog drains as fast as the provider takes it, a few at a time. */
  private async sweep(): Promise<void> {
    try {
      let found: number;
      do {
        found = await this.notifications.sendDue(atOnce);
      } while (found > 0 && !this.isStopping);
    } catch (error) {
      this.logger.error('Deliveries that are due could not be looked after; trying again', error);
    }
  }
}
