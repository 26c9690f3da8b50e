import { resolve } from 'node:path';
import { LaunchOptions } from '../../support/app-process';

/** Where a process kills itself; `crash.cjs` tells what points there are. */
export interface CrashPoint {
  readonly point: string;
  readonly moment: 'before' | 'after';
  /** At which such call, from 1. */
  readonly nth?: number;
  /** Calls count only once this file exists. */
  readonly from?: string;
}

export const crashPreload = resolve(__dirname, 'crash.cjs');

/** Starts a process that kills itself (SIGKILL) there; start its successor with `unharmed`. */
export function crashAt({ point, moment, nth = 1, from }: CrashPoint): LaunchOptions {
  return {
    nodeArgs: ['--require', crashPreload],
    environment: { CRASH: `${point}:${moment}:${nth}`, CRASH_FROM: from },
  };
}

/** Starts a process that kills itself nowhere. */
export const unharmed: LaunchOptions = { nodeArgs: [], environment: { CRASH: undefined, CRASH_FROM: undefined } };
