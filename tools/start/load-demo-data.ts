import { DEMO_CURRENCY, DEMO_CUSTOMER, DEMO_PRODUCTS } from '../demo-data';

/** Who may put products on sale. */
export interface LogIn {
  readonly email: string;
  readonly password: string;
}

/**
 * Puts the demo products on sale and registers the demo customer, where missing: what is there stays as it is, its
 * stock above all. Resolves to how many products it added.
 *
 * @throws Error with the API's answer when it refuses.
 */
export async function loadDemoData(apiUrl: string, admin: LogIn): Promise<number> {
  const { accessToken } = await answerOf(await post(`${apiUrl}/auth/login`, admin), 200);
  const authorization = `Bearer ${accessToken}`;
  let added = 0;
  for (const { sku, ...product } of DEMO_PRODUCTS) {
    const url = `${apiUrl}/inventory/${sku}`;
    const { status } = await fetch(url, { headers: { authorization } });
    if (status === 404) {
      const body = JSON.stringify({ ...product, currency: DEMO_CURRENCY });
      const headers = { authorization, 'content-type': 'application/json' };
      await answerOf(await fetch(url, { method: 'PUT', headers, body }), 200, 201);
      added += 1;
    }
  }
  await answerOf(await post(`${apiUrl}/auth/register`, DEMO_CUSTOMER), 201, 409);
  return added;
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function answerOf(response: Response, ...expected: number[]): Promise<{ accessToken?: string }> {
  const body = await response.text();
  if (!expected.includes(response.status)) {
    throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${body.slice(0, 300)}`);
  }
  return JSON.parse(body) as { accessToken?: string };
}
