import { sharesOf } from './documented-operations';

const token = [{ bearer: [] }];
const responses = { 200: { content: { 'application/json': {} } } };
const stream = { 200: { content: { 'text/event-stream': {} } }, 404: {} };

it('a customer tries what takes a token, administrators everything between them', () => {
  const paths = {
    '/api/auth/login': { post: { operationId: 'Auth_login', responses } },
    '/api/orders': { get: { operationId: 'Orders_list', security: token, responses }, post: { operationId: 'Orders_place', security: token, responses } },
    '/api/orders/{id}/events': { get: { operationId: 'Orders_follow', security: token, responses: stream } },
    '/api/admin/dead-letters': { get: { operationId: 'DeadLetters_list', security: token, responses } },
    '/api/admin/dead-letters/{id}': { delete: { operationId: 'DeadLetters_drop', security: token, responses } },
    '/health/live': { get: { operationId: 'Health_live', security: [], responses } },
  };
  expect(sharesOf({ paths })).toEqual({
    customer: ['Orders_list', 'Orders_place', 'DeadLetters_list', 'DeadLetters_drop'],
    deadLetters: ['DeadLetters_list', 'DeadLetters_drop'],
    administrator: ['Auth_login', 'Orders_list', 'Orders_place', 'Health_live'],
  });
});
