import { theStack } from './the-stack';

/** Stops what `start-stack.ts` started. */
export default async function stopStack(): Promise<void> {
  await theStack.get()?.stop();
}
