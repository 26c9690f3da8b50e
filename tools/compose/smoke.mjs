// Orders something from a running stack as the demo customer and waits for the decision and its mail; logs in as the
// administrator with ADMIN_PASSWORD.
const api = process.env.API_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
const mailbox = process.env.MAILBOX_URL ?? `http://127.0.0.1:${process.env.MAILBOX_PORT ?? 8005}`;
const customer = { email: 'demo@example.com', password: 'demo-customer-password' };

const { accessToken } = await eventually('the demo customer can log in', () => answer(`${api}/api/auth/login`, customer));
const { ADMIN_EMAIL: email = 'admin@example.com', ADMIN_PASSWORD: password = '' } = process.env;
await eventually('the administrator can log in', () => answer(`${api}/api/auth/login`, { email, password }));
const authorization = `Bearer ${accessToken}`;
const { id } = await answer(`${api}/api/orders`, { items: [{ sku: 'FILTERS-100', quantity: 1 }] }, { authorization });
await eventually(`order ${id} is confirmed`, async () => {
  const { status } = await answer(`${api}/api/orders/${id}`, undefined, { authorization });
  return status === 'CONFIRMED';
});
await eventually(`the mail about ${id} is there`, async () => {
  const { emails } = await answer(`${mailbox}/store`);
  return emails.some(({ subject, destination }) => subject.includes(id) && destination.to.includes(customer.email));
});

async function answer(url, body, headers = {}) {
  const json = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { ...json, headers: { ...(body && { 'content-type': 'application/json' }), ...headers } });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  }
  return JSON.parse(text);
}

async function eventually(what, attempt) {
  let last;
  for (const until = Date.now() + 120_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const result = await attempt().catch((error) => void (last = error));
    if (result) {
      console.log(`ok: ${what}`);
      return result;
    }
  }
  throw new Error(`Never: ${what}.`, { cause: last });
}
