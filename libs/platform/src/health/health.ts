import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { atMost } from '../lifecycle/at-most';
import { HealthProbe } from './health-probe';
import { HealthProbes } from './health-probes';

/** A part that is frozen must not keep whoever asks from hearing of the others. */
const longestCheckMs = 3000;

export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  /** Each part by its name; a part that is down and not required makes the process slower, not useless. */
  readonly parts: Readonly<Record<string, 'up' | 'down'>>;
}

/** Whether the process lives, and whether it can serve. */
@Injectable()
export class Health implements OnModuleDestroy {
  private isStopping = false;

  constructor(private readonly probes: HealthProbes) {}

  /** The first thing a stopping process does: whoever sends it requests should send them elsewhere. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** @throws DomainError `not_alive` (unavailable) naming each part that only a restart brings back. */
  live(): HealthReport {
    const dead = this.probes.all.filter((probe) => !probe.isAlive()).map(({ name }) => name);
    if (dead.length > 0) {
      throw unavailable('not_alive', `Not alive: ${dead.join(' and ')} stopped.`, dead, 'stopped');
    }
    return { status: 'ok', parts: {} };
  }

  /** @throws DomainError `stopping`, or `not_ready` naming each required part that does not answer (unavailable). */
  async ready(): Promise<HealthReport> {
    if (this.isStopping) {
      throw unavailable('stopping', 'The process is stopping.');
    }
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
  let isUp = false;
  const check = probe.check().then(
    () => void (isUp = true),
    () => undefined,
  );
  await atMost(longestCheckMs, check);
  return { probe, isUp };
}

function notReady(missing: readonly string[]): DomainError {
  const message = `Not ready: ${missing.join(' and ')} ${missing.length > 1 ? 'do' : 'does'} not answer.`;
  return unavailable('not_ready', message, missing, 'does not answer');
}

function unavailable(code: string, message: string, parts: readonly string[] = [], problem = ''): DomainError {
  return new DomainError({ kind: 'unavailable', code, message, details: parts.map((path) => ({ path, message: problem })) });
}
