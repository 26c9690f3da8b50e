import uPlot from './uplot.js';

/** Ten minutes, at one reading in two seconds. */
const mostKept = 300;
const shortestShown = 120;
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A line over time that follows the size and the colours of the page. */
export class Chart {
  #element;
  #name;
  #unit;
  #times = [];
  #values = [];
  #plot;

  constructor(element, { name, unit = '' }) {
    this.#element = element;
    this.#name = name;
    this.#unit = unit;
    element.setAttribute('role', 'img');
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
    this.#draw();
  }

  /** @param {number | undefined} value nothing leaves a gap: what is not known is not zero */
  add(seconds, value) {
    this.#times = [...this.#times, seconds].slice(-mostKept);
    this.#values = [...this.#values, value ?? null].slice(-mostKept);
    this.#plot.setData([this.#times, this.#values]);
    this.#element.setAttribute('aria-label', `${this.#name}: ${value === undefined ? 'not known' : `${value.toFixed(1)}${this.#unit}`} now, over the last ten minutes`);
  }

  /** Leaves a gap until the next reading. */
  interrupt() {
    if (this.#times.length > 0) {
      this.add(this.#times.at(-1) + 0.001, undefined);
    }
  }

  #draw() {
    this.#plot?.destroy();
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    const line = { stroke: colour('--accent'), width: 2, fill: `${colour('--accent')}22`, points: { show: false } };
    const options = {
      ...this.#size(),
      cursor: { y: false },
      legend: { show: false },
      scales: { x: { range: (_, first, last) => [Math.min(first, last - shortestShown), last] }, y: { range: (_, __, highest) => [0, Math.max(1, highest * 1.15)] } },
      axes: [{ ...axis, space: 100, size: 30, values: (_, ticks) => ticks.map((tick) => clock.format(tick * 1000)) }, { ...axis, size: 55, values: (_, ticks) => ticks.map((tick) => `${tick}${this.#unit}`) }],
      series: [{}, line],
    };
    this.#plot = new uPlot(options, [this.#times, this.#values], this.#element);
  }

  #size() {
    return { width: this.#element.clientWidth || 400, height: this.#element.clientHeight || 200 };
  }
}
