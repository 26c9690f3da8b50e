import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NotifyAccount } from '@app/notifications';
import { load } from 'js-yaml';
import { AppInProcess } from './support/app-in-process';

/** A metric as it is exported, or as the documentation has it. */
interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
}

interface Dashboard {
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string; readonly query: string }[] };
  readonly panels: readonly Panel[];
}

const read = (path: string) => readFileSync(resolve(__dirname, '..', path), 'utf8');
const operations = read('docs/operations.md');
const dashboard = JSON.parse(read('deploy/grafana/order-processing.json')) as Dashboard;
const { groups } = load(read('deploy/prometheus/alerts.yml')) as { groups: readonly { rules: readonly Rule[] }[] };
const rules = groups.flatMap(({ rules }) => rules);
const targets = dashboard.panels.flatMap(({ targets = [] }) => targets);

let exported: readonly Metric[];

beforeAll(async () => {
  const texts: string[] = [];
  for (const start of [AppInProcess.api, AppInProcess.orderProcessor]) {
    const app = await start();
    await app.call('GET', '/health/live');
    await app.get(NotifyAccount).execute({ kind: 'password_changed', userId: 'nobody' });
    texts.push((await app.call('GET', '/metrics')).text);
    await app.stop();
  }
  exported = texts.flatMap(metricsIn);
});

describe('what the apps export', () => {
  it('is documented by name, type and labels, and nothing else is', () => {
    const own = exported.filter(({ name }) => !/^(process|nodejs)_/.test(name)).map(described);
    expect([...new Set(own)].sort()).toEqual(documented().map(described).sort());
  });

  it('tells of the process, too', () => {
    const names = exported.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes', 'nodejs_gc_duration_seconds']));
  });
});

describe('every metric is one that the apps export', () => {
  it.each(rules.map(({ alert, expr }) => [alert, expr]))('of those that the alert %s looks at', (_alert, expr) => {
    expect(unknownIn(expr)).toEqual([]);
  });

  it.each(dashboard.panels.filter(({ type }) => type !== 'row').map(({ title, targets = [] }) => [title, targets] as const))(
    'of those that the panel "%s" shows',
    (_title, shown) => {
      expect(shown.flatMap(({ expr }) => unknownIn(expr))).toEqual([]);
    },
  );

  it('of those that the documentation speaks of', () => {
    const spoken = [...operations.matchAll(/`([a-z]+(?:_[a-z]+)+)(?:\{[^`]*)?`/g)].map(([, name = '']) => name);
    expect(spoken.length).toBeGreaterThan(30);
    expect(spoken.filter((name) => !isExported(name))).toEqual([]);
  });
});

describe('an alert', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s says how grave it is, in words, and where to read what to do', (alert, rule) => {
    expect(rule).toMatchObject({ for: expect.stringMatching(/^\d+m$/) as string, labels: { severity: expect.stringMatching(/^(critical|warning)$/) as string } });
    expect(rule.annotations).toEqual({ summary: expect.stringMatching(/\S/) as string, runbook: `docs/operations.md#${alert.toLowerCase()}` });
    expect(operations).toContain(`### ${alert}\n`);
  });

  it('is documented only if there is one', () => {
    const documentedAlerts = [...operations.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(documentedAlerts).toEqual(rules.map(({ alert }) => alert));
  });
});

describe('the dashboard', () => {
  it('asks for its data source when it is imported', () => {
    expect(dashboard.templating.list).toEqual([expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' })]);
    expect(new Set(targets.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));
  });

  it('has panels that are told apart', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.length).toBeGreaterThan(30);
  });
});

function metricsIn(text: string): Metric[] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => {
    const sample = new RegExp(`^${name}(?:_bucket)?\\{(.*)\\} `, 'm').exec(text)?.[1] ?? '';
    const labels = [...sample.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
    return { name, type, labels: labels.filter((label) => label !== 'le') };
  });
}

/** The rows of the table: name, type, labels, meaning. */
function documented(): Metric[] {
  return [...operations.matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]*) \|/gm)].map(([, name = '', type = '', labels = '']) => ({
    name,
    type,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
  }));
}

function described({ name, type, labels }: Metric): string {
  return `${name} ${type} ${[...labels].sort().join(' ')}`.trim();
}

/** The metrics in a query that no app exports. */
function unknownIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const names = [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g)].map(([name]) => name).filter((name) => !['and', 'or', 'unless', 'bool', 'offset'].includes(name));
  expect(names.length).toBeGreaterThan(0);
  return names.filter((name) => !isExported(name));
}

/** `up` is Prometheus's own. */
function isExported(name: string): boolean {
  const [base = '', suffix] = /^(.+?)_(bucket|sum|count)$/.exec(name)?.slice(1) ?? [name];
  return name === 'up' || exported.some((metric) => metric.name === name || (suffix && metric.name === base && metric.type === 'histogram'));
}
