import { LoadResult } from './load';

/**
 * Reads the line that `wrk.lua` prints at the end.
 *
 * @throws Error with all of the output when there is no such line.
 */
export function parseWrkOutput(output: string): LoadResult {
  const summary = output.split('\n').find((line) => line.startsWith('{"requests":'));
  if (!summary) {
    throw new Error(`wrk measured nothing:\n${output}`);
  }
  const { requests = 0, microseconds = 0, p50 = 0, p99 = 0, ...failures } = JSON.parse(summary) as Record<string, number>;
  return { requests, seconds: microseconds / 1e6, p50: p50 / 1000, p99: p99 / 1000, failures };
}
