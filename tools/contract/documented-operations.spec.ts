import { sharesOf } from './documented-operations';

const token = [{ bearer: [] }];

it('a customer tries what takes a token, administrators everything between them', () => {
  const paths = {
    '/api/auth/login': { post: { operationId: 'Auth_login' } },
    '/api/orders': { get: { operationId: 'Orders_list', security: token }, post: { operationId: 'Orders_place', security: token } },
    '/api/admin/dead-letters': { get: { operationId: 'DeadLetters_list', security: token } },
    '/api/admin/dead-letters/{id}': { delete: { operationId: 'DeadLetters_drop', security: token } },
    '/health/live': { get: { operationId: 'Health_live', security: [] } },
  };
  expect(sharesOf({ paths })).toEqual({
    customer: ['Orders_list', 'Orders_place', 'DeadLetters_list', 'DeadLetters_drop'],
    deadLetters: ['DeadLetters_list', 'DeadLetters_drop'],
    administrator: ['Auth_login', 'Orders_list', 'Orders_place', 'Health_live'],
  });
});
