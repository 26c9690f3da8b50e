import { Environment } from './part-context';

/** Region and credentials for emulators: the user's, else any, since emulators check none. */
export function emulatedAws({ AWS_REGION, AWS_ACCESS_KEY, AWS_SECRET_KEY }: Environment) {
  return {
    AWS_REGION: AWS_REGION || 'us-east-1',
    AWS_ACCESS_KEY: AWS_ACCESS_KEY || 'local',
    AWS_SECRET_KEY: AWS_SECRET_KEY || 'local',
  };
}
