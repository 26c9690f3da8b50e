import { adminCommand } from './admin-command';

/** Makes the only node of a replica set give up being primary for so many seconds: for a stack of one's own. */
export async function stepDown(uri: string, seconds: number): Promise<void> {
  await adminCommand(uri, { replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 0, force: true });
}
