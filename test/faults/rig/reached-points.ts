import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchOptions } from '../../support/app-process';
import { crashPreload } from './crash-at';

/** Lists the points that processes pass, each of which a campaign can crash them at. */
export class ReachedPoints {
  private readonly directory = mkdtempSync(join(tmpdir(), 'reached-points-'));
  private readonly file = join(this.directory, 'points.jsonl');
  private readonly switch = join(this.directory, 'begun');

  /** Starts a process that reports what it passes, and crashes nowhere. */
  get launch(): LaunchOptions {
    const environment = { CRASH_REPORT: this.file, CRASH_FROM: this.switch };
    return { nodeArgs: ['--require', crashPreload], environment };
  }

  /** Nothing is listed before: starting up and preparing a test are none of its points. */
  begin(): void {
    writeFileSync(this.switch, '');
  }

  /** How often each point has been passed. */
  list(): Map<string, number> {
    const lines = readFileSync(this.file, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean);
    const points = lines.map((line) => (JSON.parse(line) as { point: string }).point);
    return new Map([...new Set(points)].map((point) => [point, points.filter((other) => other === point).length]));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
