/**
 * The value that so many percent of all are at or below (nearest rank).
 *
 * @throws RangeError when there are no values.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) {
    throw new RangeError('There are no values.');
  }
  return value;
}

/**
 * The middle value; of an even number the mean of the two in the middle.
 *
 * @throws RangeError when there are no values.
 */
export function median(values: readonly number[]): number {
  const reversed = values.map((value) => -value);
  return (percentile(values, 50) - percentile(reversed, 50)) / 2;
}

/** One value by another; nothing where that makes no sense. */
export function ratio(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || !base ? undefined : value / base;
}
