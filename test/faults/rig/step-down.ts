import { waitUntil } from '../../../tools/stack/wait-until';
import { adminCommand } from './admin-command';

/**
 * Makes the only node of a replica set give up being primary for so many seconds: for a stack of one's own. Waits until it
 * is primary, which takes a while after the last time.
 */
export async function stepDown(uri: string, seconds: number): Promise<void> {
  await waitUntil(async () => (await adminCommand(uri, { hello: 1 })).isWritablePrimary === true, {
    withinSeconds: 60,
    description: 'the node to be primary',
  });
  await adminCommand(uri, { replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 0, force: true });
}
