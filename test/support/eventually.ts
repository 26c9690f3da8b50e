import { waitUntil } from '../../tools/stack/wait-until';

const withinSeconds = 90;

/** Tries an expectation until it holds and hands on what it found; the last failure is the test's failure. */
export async function eventually<T>(expectation: () => Promise<T>): Promise<T> {
  let found: { value: T } | undefined;
  let failure: unknown;
  const holds = async () => {
    try {
      found = { value: await expectation() };
    } catch (error) {
      failure = error;
    }
    return found !== undefined;
  };
  await waitUntil(holds, { withinSeconds, description: 'an expectation' }).catch(() => undefined);
  if (!found) {
    throw failure;
  }
  return found.value;
}
