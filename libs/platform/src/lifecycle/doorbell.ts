import { atMost } from './at-most';

/** Wakes one who waits; who comes later finds out that it rang since they last heard it. */
export class Doorbell {
  private hasRung = false;
  private open: () => void = () => undefined;

  ring(): void {
    this.hasRung = true;
    this.open();
  }

  /** Resolves once it rings, or has rung, or after this time. */
  async heard(atMostMs: number): Promise<void> {
    const rung = new Promise<void>((resolve) => {
      this.open = resolve;
    });
    await (this.hasRung ? undefined : atMost(atMostMs, rung));
    this.hasRung = false;
  }
}
