import { Shopper } from './shopper';

/** A request as it must not be: who sent it made a mistake, and had a secret in it. */
export interface ClumsyRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>> };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}

type Address = Pick<ClumsyRequest, 'method' | 'path'>;

const json = { 'content-type': 'application/json' };
const tooMuch = 'x'.repeat(70_000);

/** For every operation that the API documents: the secret where it does not belong, in bodies, addresses and headers. */
export async function clumsyRequests(visitor: Shopper, secret: string): Promise<ClumsyRequest[]> {
  const { paths, components } = (await visitor.get('/openapi.json')).body as unknown as OpenApi;
  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([verb, operation]) => {
      const address = { method: verb.toUpperCase(), path: template.replace(/\{\w+\}/g, 'x') };
      const bodies = operation.requestBody ? wrongBodies(fieldsOf(operation, components), secret) : [];
      return [...wrongAddresses(address, secret), ...bodies.map((sent) => ({ ...address, ...sent }))];
    }),
  );
}

function wrongAddresses({ method, path }: Address, secret: string): ClumsyRequest[] {
  const encoded = encodeURIComponent(secret);
  const query = `access_token=${encoded}&password=${encoded}`;
  return [
    { method, path: `${path}?${query}`, headers: {} },
    { method, path: `${path}/%zz?${query}`, headers: {} },
    { method, path: `${path}/nowhere?${query}`, headers: {} },
    { method, path, headers: { authorization: `Bearer ${encoded}` } },
    { method, path, headers: { authorization: `Bearer ${encoded}${tooMuch.slice(0, 30_000)}` } },
    { method, path, headers: { cookie: `token=${encoded}`, 'idempotency-key': '', 'if-match': secret } },
  ];
}

function wrongBodies(fields: string[], secret: string): Pick<ClumsyRequest, 'headers' | 'body'>[] {
  const quoted = JSON.stringify(secret);
  const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, secret])));
  return [
    ...[
      body,
      body.slice(0, -1),
      `${body.slice(0, -1)},"password":${quoted},"isAdmin":true}`,
      JSON.stringify(Object.fromEntries(fields.map((field) => [field, { [field]: [secret] }]))),
      `{"password": ${quoted} "email`,
      `{"password": ${quoted}, "note": "${tooMuch}"}`,
      `{"__proto__": {"password": ${quoted}}}`,
      quoted,
    ].map((text) => ({ headers: json, body: text })),
    { headers: { 'content-type': 'text/plain' }, body: secret },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `password=${encodeURIComponent(secret)}` },
  ];
}

function fieldsOf({ requestBody }: Operation, { schemas }: OpenApi['components']): string[] {
  const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
  return Object.keys(schemas[name]?.properties ?? {});
}
