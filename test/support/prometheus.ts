import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ports } from '../../tools/stack/ports';
import { AppProcess } from './app-process';
import { eventually } from './eventually';
import { onThePath } from './on-the-path';

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** A real Prometheus that scrapes processes every second, with the jobs of deploy/prometheus. */
export class Prometheus {
  private constructor(
    private readonly url: string,
    private readonly process: ChildProcess,
    private readonly directory: string,
  ) {}

  /** @throws Error that says what to install, when there is no Prometheus. */
  static async scraping(processes: readonly AppProcess[]): Promise<Prometheus> {
    const program = onThePath(['prometheus'], 'Install it: apt-get install prometheus');
    const directory = mkdtempSync(join(tmpdir(), 'prometheus-'));
    const jobs = ['api', 'order-processor'].map((name) => ({
      job_name: name,
      static_configs: [{ targets: processes.filter((app) => app.name === name).map(({ url }) => new URL(url).host) }],
    }));
    const config = join(directory, 'prometheus.yml');
    // JSON is YAML, too.
    writeFileSync(config, JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: jobs }));
    const address = `127.0.0.1:${await new Ports().claim()}`;
    const words = [`--config.file=${config}`, `--storage.tsdb.path=${join(directory, 'data')}`, `--web.listen-address=${address}`];
    const prometheus = new Prometheus(`http://${address}`, spawn(program, words, { stdio: 'ignore' }), directory);
    await eventually(async () => expect((await fetch(`http://${address}/-/ready`)).status).toBe(200));
    return prometheus;
  }

  /** What an expression of the dashboard tells now: a number for each series, by its labels. @throws Error in Prometheus's words when it is none. */
  async tells(expression: string): Promise<ReadonlyMap<string, number>> {
    const query = expression.replaceAll('$__rate_interval', '5s');
    const response = await fetch(`${this.url}/api/v1/query?${new URLSearchParams({ query })}`);
    const { data, error } = (await response.json()) as { data?: { result: Series[] }; error?: string };
    if (!data) {
      throw new Error(`${expression}: ${error}`);
    }
    return new Map(data.result.map(({ metric, value: [, value] }) => [Object.values(metric).join(' '), Number(value)]));
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.kill();
    await ended;
    rmSync(this.directory, { recursive: true, force: true });
  }
}
