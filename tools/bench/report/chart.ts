import { Entry } from './entry';

const width = 760;
const labelWidth = 250;
const barHeight = 16;
const barGap = 4;
const groupGap = 26;
const figureRoom = 130;

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 }
  .bar { fill: #8c959f } .own { fill: #0969da } .limit { fill: #d0d7de }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .bar { fill: #6e7681 } .own { fill: #4493f8 } .limit { fill: #3d444d }
  }`;

/** Rates as bars, the longest of each row as long as the others' longest: an SVG that light and dark pages can show. */
export function chartOf(entries: readonly Entry[]): string {
  const rates = entries.filter(({ unit, value }) => unit.endsWith('/s') && value !== undefined);
  let y = 8;
  const groups = [...new Set(rates.map(({ row }) => row))].map((row) => {
    const members = rates.filter((entry) => entry.row === row);
    const top = y;
    y += groupGap + members.length * (barHeight + barGap);
    return groupOf(row, members, top);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 8}" viewBox="0 0 ${width} ${y + 8}" role="img">`,
    `<title>Rates of this system and its baselines</title><style>${style}</style>`,
    ...groups,
    '</svg>',
  ].join('\n');
}

function groupOf(row: string, members: readonly Entry[], top: number): string {
  const largest = Math.max(...members.map(({ value = 0 }) => value));
  const bars = members.map((entry, i) => barOf(entry, largest, top + 22 + i * (barHeight + barGap)));
  return [`<text class="title" x="8" y="${top + 14}">${escaped(row)}</text>`, ...bars].join('\n');
}

function barOf({ system, unit, value = 0 }: Entry, largest: number, y: number): string {
  const length = Math.max(1, Math.round((value / largest) * (width - labelWidth - figureRoom)));
  const kind = system === 'seed-like' ? 'bar' : system === 'limit' ? 'limit' : 'own';
  const figure = `${Math.round(value).toLocaleString('en')} ${unit}`;
  return [
    `<text x="20" y="${y + 12}">${escaped(system)}</text>`,
    `<rect class="${kind}" x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="2"/>`,
    `<text x="${labelWidth + length + 8}" y="${y + 12}">${figure}</text>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
