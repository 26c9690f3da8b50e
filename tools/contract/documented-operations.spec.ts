import { operationsForUsers } from './documented-operations';

it('a customer tries what takes a token, and leaves what is the same for everybody', () => {
  const paths = {
    '/api/auth/login': { post: { operationId: 'Auth_login' } },
    '/api/orders': {
      get: { operationId: 'Orders_list', security: [{ bearer: [] }] },
      post: { operationId: 'Orders_place', security: [{ bearer: [] }] },
    },
    '/health/live': { get: { operationId: 'Health_live', security: [] } },
  };
  expect(operationsForUsers({ paths })).toEqual(['Orders_list', 'Orders_place']);
});
