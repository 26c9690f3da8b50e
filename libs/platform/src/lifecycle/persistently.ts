const betweenAttemptsMs = 500;

/**
 * Tries until it succeeds, every half second; the error of the first attempt after `notAfter`, by `performance.now()`, is
 * thrown, and at once any error that `mayPass` does not believe to pass. Default: all do.
 */
export async function persistently<T>(work: () => Promise<T>, notAfter: number, mayPass = (_error: unknown) => true): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > notAfter || !mayPass(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, betweenAttemptsMs));
    }
  }
}
