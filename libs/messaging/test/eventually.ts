const betweenTriesMs = 20;
const longestMs = 15_000;

/** Tries until the check no longer throws, and resolves to what it returned; fails with its last error. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + longestMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    }
  }
}
