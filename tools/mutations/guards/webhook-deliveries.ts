import { Guard } from '../guard';

const deliveriesSpec = 'libs/webhooks/src/mongo/mongo-webhook-delivery.repository.int-spec.ts';
const dispatchSpec = 'libs/webhooks/src/webhook-dispatch.spec.ts';
const deliveries = 'libs/webhooks/src/mongo/mongo-webhook-delivery.repository.ts';
const dispatch = 'libs/webhooks/src/webhook-dispatch.ts';

/** Of each event that is on its way to a webhook. */
export const webhookDeliveryGuards: readonly Guard[] = [
  {
    name: 'webhooks: each event once',
    protects: 'A webhook is sent an event again whenever the queue brings it again.',
    file: deliveries,
    remove: "{ $cond: [isNew, begun, '$$ROOT'] }",
    replacement: "{ $cond: [true, { $mergeObjects: [begun, { _id: { $ifNull: ['$_id', newId()] } }] }, isNew] }",
    test: { path: deliveriesSpec, name: 'leaves what is on record as it is' },
  },
  {
    name: 'webhooks: leases tell holders apart',
    protects: 'A sender that was thought dead undoes what its successor recorded.',
    file: deliveries,
    remove: '{ _id: claim.delivery.id, leaseToken: claim.token }',
    replacement: '{ _id: claim.delivery.id }',
    test: { path: deliveriesSpec, name: 'writes nothing for a sender whose lease has gone to another' },
  },
  {
    name: 'webhooks: every one has its turn',
    protects: 'Webhooks with much to tell keep all others waiting.',
    file: dispatch,
    remove: "this.place = webhookId ?? '';",
    replacement: "this.place = webhookId === undefined ? '' : this.place;",
    test: { path: dispatchSpec, name: 'gives every webhook its turn' },
  },
  {
    name: 'webhooks: a claim finds the delivery as it was seen',
    protects: 'Two processes send the same.',
    file: deliveries,
    remove: 'filter: { _id, dueAt },',
    replacement: 'filter: { _id, ...(dueAt === undefined && { dueAt }) },',
    test: { path: deliveriesSpec, name: 'gives each delivery to one of several processes' },
  },
  {
    name: 'webhooks: eight of one at once',
    protects: 'One webhook that is slow takes all hands of a process.',
    file: dispatch,
    remove: '>= mostOfOneWebhook',
    replacement: '>= 100 * mostOfOneWebhook',
    test: { path: dispatchSpec, name: 'has eight of one webhook in hand at most' },
  },
  {
    name: 'webhooks: so many at once',
    protects: 'A rush of webhooks opens connections without end.',
    file: dispatch,
    remove: 'this.hands.size >= mostHands',
    replacement: 'this.hands.size >= 100 * mostHands',
    test: { path: dispatchSpec, name: 'has sixty-four in hand at most' },
  },
];
