import { place } from './place';
import { Row } from './row';

/** In the order in which they are measured and shown. */
export const rows: readonly Row[] = [place];
