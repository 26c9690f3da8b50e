/** The body of an `order.placed` message of version 1, field for field as it lies on queues today. */
export const placedMessage = {
  id: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44-v1',
  type: 'order.placed',
  version: 1,
  occurredAt: '2026-01-31T09:30:00.000Z',
  correlationId: '0198f5a2-6f0d-7b1f-8c07-6a4b7d1d2a90',
  data: {
    orderId: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44',
    userId: '0198f5a2-0000-7000-8000-000000000001',
    version: 1,
  },
} as const;
