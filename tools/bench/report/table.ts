import { Entry } from './entry';
import { ratio } from './statistics';

const headings = ['', 'system', 'figure', 'p50 ms', 'p99 ms', 'CPU s per 1,000', 'peak MB', '× seed-like', 'of the limit', ''];

/** The result as a Markdown table, its columns padded so that a terminal shows it well too. */
export function tableOf(entries: readonly Entry[]): string {
  const lines = [headings, ...entries.map((entry) => cellsOf(entry, entries))];
  const widths = headings.map((_, column) => Math.max(3, ...lines.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = lines;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function cellsOf(entry: Entry, all: readonly Entry[]): string[] {
  const { row, system, unit, value, p50, p99, cpu = {}, peakMemory = {}, note = '' } = entry;
  const valueOf = (name: string) => all.find((other) => other.row === row && other.system === name)?.value;
  return [
    row,
    system,
    value === undefined ? '–' : `${shown(value)} ${unit}`,
    shown(p50),
    shown(p99),
    byProcess(cpu),
    byProcess(peakMemory),
    system === 'seed-like' ? '' : suffixed(ratio(value, valueOf('seed-like')), 1, '×'),
    system === 'limit' ? '' : suffixed(ratio(value, valueOf('limit')), 100, ' %'),
    note,
  ];
}

function byProcess(values: Readonly<Record<string, number>>): string {
  const used = Object.entries(values).filter(([, value]) => value >= 0.005);
  return used.map(([process, value]) => `${process} ${shown(value)}`).join(', ') || '–';
}

function suffixed(value: number | undefined, factor: number, suffix: string): string {
  return value === undefined ? '' : `${shown(value * factor)}${suffix}`;
}

/** Three digits that count, or whole numbers. */
function shown(value: number | undefined): string {
  if (value === undefined) {
    return '–';
  }
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(value < 0.1 ? 1 : value < 10 ? 2 : 3)));
}
