import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually';
import { mailTo } from './support/mailbox';
import { Shopper } from './support/shopper';
import { freshDataDir, StartedSystem } from './support/started-system';

interface Operation {
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } } };
}

interface Schema {
  readonly properties: Record<string, { readonly example?: unknown }>;
}

interface Document {
  readonly paths: Record<string, { readonly post: Operation }>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** The body that Swagger UI fills in for an operation. */
function exampleOf({ paths, components }: Document, path: string): Record<string, unknown> {
  const name = paths[path]?.post.requestBody.content['application/json'].schema.$ref.split('/').at(-1) ?? '';
  const properties = Object.entries(components.schemas[name]?.properties ?? {});
  return Object.fromEntries(properties.map(([field, { example }]) => [field, example]));
}

describe('what npm start runs', () => {
  const data = freshDataDir();
  let system: StartedSystem;
  let url: string;

  const start = async () => {
    system = await new StartedSystem(data.path).ready();
    url = new URL(system.address('Swagger UI')).origin;
  };

  beforeAll(start, 400_000);

  afterAll(async () => {
    await system.stop('SIGINT');
    data.remove();
  });

  it('serves Swagger UI, whose examples log in and place an order that ends in the mailbox', async () => {
    const ui = await fetch(system.address('Swagger UI'));
    expect(await ui.text()).toContain('<div id="swagger-ui">');
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
    const shopper = new Shopper(url);

    const { email, password } = exampleOf(document, '/api/auth/login');
    expect((await shopper.logIn(String(email), String(password))).status).toBe(200);
    const example = exampleOf(document, '/api/orders');
    const { status, body } = await shopper.post('/api/orders', example, { prefer: 'wait=20' });

    expect({ status, order: body.status }).toEqual({ status: 201, order: 'CONFIRMED' });
    expect((await mailTo(shopper.email, system.address('Mailbox'))).subject).toContain(body.id);
  });

  it('stops cleanly on Ctrl-C, and finds its orders and stock again at the next start', async () => {
    const shopper = new Shopper(url);
    await shopper.logIn('demo@example.com', 'demo-customer-password');
    const before = (await shopper.get('/api/inventory/COFFEE-ETH-1KG')).body;
    const { id } = (await shopper.get('/api/orders')).body.data[0] ?? { id: '' };

    expect(await system.stop('SIGINT')).toBe(0);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
    await start();

    const again = new Shopper(url);
    again.tokens = shopper.tokens;
    expect((await again.get(`/api/orders/${id}`)).body.status).toBe('CONFIRMED');
    expect((await again.get('/api/inventory/COFFEE-ETH-1KG')).body).toEqual(before);
    expect(before.reserved).toBe(2);
  });

  it('leaves nothing behind when npm itself is told to stop', async () => {
    await system.stop('SIGINT');
    system = await new StartedSystem(data.path, { byNpm: true }).ready();

    await system.stop('SIGTERM');

    await eventually(() => expect(fetch(`${system.address('API')}/health/live`)).rejects.toThrow('fetch failed'));
    await eventually(async () => expect(existsSync(join(data.path, 'lock'))).toBe(false));
  });
});
