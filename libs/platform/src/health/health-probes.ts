import { HealthProbe } from './health-probe';

/** The parts a process depends on. */
export class HealthProbes {
  readonly all: readonly HealthProbe[];

  constructor(...probes: HealthProbe[]) {
    this.all = probes;
  }
}
