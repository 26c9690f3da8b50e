import { Guard } from '../guard';

/** What those who run the system rely on. */
export const deploymentGuards: readonly Guard[] = [
  {
    name: 'a frozen part counts as down',
    protects: 'A queue that does not answer keeps the readiness check waiting until it fails, and takes the API out of service with it.',
    file: 'libs/platform/src/health/health.ts',
    remove: 'await atMost(longestCheckMs, check);',
    replacement: 'await Promise.all([check, atMost(longestCheckMs, check)]);',
    test: { path: 'libs/platform/src/health/health.spec.ts', name: 'is down, and keeps nobody from hearing of the others' },
  },
  {
    name: 'the previous secret verifies',
    protects: 'While JWT_SECRET is being changed, processes answer 401 to tokens that others of them signed.',
    file: 'libs/auth/src/jwt/signing-keys.ts',
    remove: 'new Map([JWT_SECRET_PREVIOUS, JWT_SECRET].map(',
    replacement: 'new Map([JWT_SECRET_PREVIOUS === JWT_SECRET ? JWT_SECRET_PREVIOUS : JWT_SECRET].map(',
    test: { path: 'libs/auth/src/jwt/access-tokens.spec.ts', name: 'as long as all know both' },
  },
];
