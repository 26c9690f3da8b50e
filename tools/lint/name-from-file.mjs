import { basename } from 'node:path';

/** Files are named after the one thing they export: `order.repository.ts` → `OrderRepository`. */
export function nameFromFile(path) {
  return basename(path, '.ts')
    .split(/[-.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
