import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Doorbell, RecurringWork } from '@app/platform';
import { SendNotification } from './use-cases/send-notification';

const sweepIntervalMs = 1000;
/** Most sends end within this; a stopping process does not wait longer for the provider. */
const patienceMs = 4000;
/** However busy the process is, mails go on. */
const longestRestMs = 1000;

/**
 * Looks about once a second for deliveries whose time has come: those that nobody had a hand free for, those
 * that failed for now, and those whose sender died. Any number of instances share the work; an outage of the provider or of the database only delays it.
 */
@Injectable()
export class DeliveryRetries implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryRetries.name);
  private readonly sweeping = new RecurringWork(() => this.sweep(), sweepIntervalMs);
  private readonly stopping = new Doorbell();
  private isStopping = false;

  constructor(private readonly notifications: SendNotification) {}

  onApplicationBootstrap(): void {
    this.sweeping.start();
  }

  /** Takes on nothing more. */
  onModuleDestroy(): void {
    this.isStopping = true;
    this.stopping.ring();
    this.sweeping.stop();
  }

  /** Waits a moment for what is being sent; the lease of the rest runs out by itself. */
  beforeApplicationShutdown(): Promise<void> {
    return this.sweeping.ended(patienceMs);
  }

  /**
   * Goes on while there is something due, and rests twice as long as the process was busy meanwhile: under load orders
   * are decided first.
   */
  private async sweep(): Promise<void> {
    try {
      let found: number;
      do {
        const before = performance.eventLoopUtilization();
        found = await this.notifications.sendDue(this.notifications.atOnce);
        const { active } = performance.eventLoopUtilization(before);
        await this.stopping.heard(Math.min(longestRestMs, 2 * active));
      } while (found > 0 && !this.isStopping);
    } catch (error) {
      this.logger.error('Deliveries that are due could not be looked after; trying again', error);
    }
  }
}
