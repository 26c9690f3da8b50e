import type { KeptProcess } from '../../tools/stack/process/kept-process';

const KEY = Symbol.for('the local stack of this test run');

/** The running stack, kept where setup and teardown both see it: each has its own copy of every module. */
export const theStack = {
  get: (): KeptProcess | undefined => Reflect.get(globalThis, KEY),
  set: (stack: KeptProcess) => Reflect.set(globalThis, KEY, stack),
};
