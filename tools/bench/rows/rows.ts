import { decide, decideByThree } from './decide';
import { growth } from './growth';
import { loneOrder } from './lone-order';
import { place } from './place';
import { read } from './read';
import { Row } from './row';
import { sqsRequests } from './sqs-requests';

/** In the order in which they are measured and shown. */
export const rows: readonly Row[] = [place, read, decide, decideByThree, loneOrder, sqsRequests, growth];
