import { HealthProbe } from '@app/platform';

/** What the consumers of this process cannot work without. */
export class ConsumerNeeds {
  private readonly probes: readonly HealthProbe[];

  constructor(...probes: HealthProbe[]) {
    this.probes = probes;
  }

  /** Whether all of it answers. */
  async answer(): Promise<boolean> {
    return Promise.all(this.probes.map((probe) => probe.check())).then(
      () => true,
      () => false,
    );
  }
}
