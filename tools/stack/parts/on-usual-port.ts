import { isFree } from '../ports';
import { PartStopped } from '../process/part-stopped';
import { PartContext } from './part-context';

/**
 * Runs `start` with the port people expect if it is free, else with any other. Tests always get any other.
 * Starts anew on another port if somebody else took the port between the look and the start.
 */
export async function onUsualPort(
  { ports, forTests }: PartContext,
  usual: number,
  start: (port: number) => Promise<unknown>,
): Promise<number> {
  const port = await ports.claim(forTests ? undefined : usual);
  try {
    await start(port);
    return port;
  } catch (error) {
    if (!(error instanceof PartStopped) || (await isFree(port))) {
      throw error;
    }
  }
  const other = await ports.claim();
  await start(other);
  return other;
}
