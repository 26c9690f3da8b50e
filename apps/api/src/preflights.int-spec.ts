import { randomUUID } from 'node:crypto';
import { routeTableOf } from '../../../test/support/route-table';
import { AppInProcess } from '../../../test/support/app-in-process';

const origin = 'https://shop.example.com';
let api: AppInProcess;

beforeAll(async () => {
  api = await AppInProcess.api({ environment: { CORS_ORIGINS: origin } });
});
afterAll(() => api.stop());

describe('a preflight, where another origin may call', () => {
  it('allows what there is to call, and does none of it', async () => {
    const { routes, strays } = routeTableOf(api);
    expect(strays).toEqual(['OPTIONS *']);
    for (const { method, url } of routes) {
      const address = url.replace(/:\w+/g, () => randomUUID());
      const { status, headers, text } = await api.call('OPTIONS', address, { headers: { origin, 'access-control-request-method': method } });
      expect({ method, url, status, text }).toEqual({ method, url, status: 204, text: '' });
      expect(headers.get('access-control-allow-methods')?.split(/, ?/)).toContain(method);
    }
  });

  it('allows nothing to any other origin', async () => {
    const headers = { origin: 'https://elsewhere.example.com', 'access-control-request-method': 'GET' };
    const answer = await api.call('OPTIONS', '/api/orders', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
