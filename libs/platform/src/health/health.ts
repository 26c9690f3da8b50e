import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { HealthProbe } from './health-probe';
import { HealthProbes } from './health-probes';

export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  /** Each part by its name; a part that is down and not required makes the process slower, not useless. */
  readonly parts: Readonly<Record<string, 'up' | 'down'>>;
}

/** Whether the process lives, and whether it can serve. */
@Injectable()
export class Health {
  constructor(private readonly probes: HealthProbes) {}

  live(): HealthReport {
    return { status: 'ok', parts: {} };
  }

  /** @throws DomainError `not_ready` (unavailable) naming each required part that does not answer. */
  async ready(): Promise<HealthReport> {
    const results = await Promise.all(this.probes.all.map(examine));
    const down = results.filter(({ isUp }) => !isUp);
    const missing = down.filter(({ probe }) => probe.isRequired).map(({ probe }) => probe.name);
    if (missing.length > 0) {
      throw notReady(missing);
    }
    const parts = results.map(({ probe, isUp }) => [probe.name, isUp ? 'up' : 'down'] as const);
    return { status: down.length > 0 ? 'degraded' : 'ok', parts: Object.fromEntries(parts) };
  }
}

async function examine(probe: HealthProbe): Promise<{ probe: HealthProbe; isUp: boolean }> {
  return probe.check().then(
    () => ({ probe, isUp: true }),
    () => ({ probe, isUp: false }),
  );
}

function notReady(missing: readonly string[]): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'not_ready',
    message: `Not ready: ${missing.join(' and ')} ${missing.length > 1 ? 'do' : 'does'} not answer.`,
    details: missing.map((path) => ({ path, message: 'does not answer' })),
  });
}
