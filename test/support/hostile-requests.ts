import { request as open } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { hostileText, hostileValue, hostileVariantOf, toJson } from './hostile-json';

export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  /** Of a list, each is sent by itself. */
  readonly headers: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly example?: unknown;
  readonly default?: unknown;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Of the parameters in addresses, some that lead somewhere. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

const odd = ['%', '%zz', '%00', '%ff', '%ed%a0%80', '%2e%2e%2f', '%c0%ae', '+', '[]', 'a[b]=c', '"', '\\', '|', ';', "'"];
const headerText = hostileText.filter((value) => /^[\x20-\x7e\x80-\xff]{0,2000}$/.test(value));
const otherTypes = ['application/json; charset=utf-16', 'text/plain', 'application/jsonfoo', 'multipart/form-data; boundary=x', ''];
const contentType = fc.oneof({ weight: 9, arbitrary: fc.constant('application/json') }, fc.constantFrom(...otherTypes));

/** By operation, requests that nobody should send: every parameter and body that is documented, with anything in it. */
export function hostileRequests({ paths, components }: OpenApi, known: KnownValues): [string, fc.Arbitrary<HostileRequest>][] {
  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([verb, operation]): [string, fc.Arbitrary<HostileRequest>] => {
      const method = verb.toUpperCase();
      const path = fc.tuple(pathFrom(template, known), queryOf(operation, known)).map((parts) => parts.join(''));
      const body = bodyOf(operation, components.schemas);
      const request = fc.record({ method: fc.constant(method), path, headers: headersOf(operation), body });
      return [`${method} ${template}`, fc.tuple(request, contentType).map(([sent, type]) => withType(sent, type))];
    }),
  );
}

/** Sends it as it is, which `fetch` does not. */
export function sendRaw(url: string, { method, path, headers, body }: HostileRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? undefined : { 'content-length': Buffer.byteLength(body) };
    const sent = open(url, { method, path, headers: { ...headers, ...length } });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const told = { status: answer.statusCode ?? 0, headers: answer.headers };
      if (answer.headers['content-type'] === 'text/event-stream') {
        // It goes on for as long as there may be something to tell.
        answer.destroy();
        resolve({ ...told, text: '' });
      } else {
        text(answer).then((words) => resolve({ ...told, text: words }), reject);
      }
    });
    sent.end(body);
  });
}

function pathFrom(template: string, known: KnownValues): fc.Arbitrary<string> {
  const parts = template.split('/').map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name ? addressText(known[name] ?? []) : fc.constant(part);
  });
  return fc.tuple(...parts).map((segments) => segments.join('/'));
}

/** Parameters left out, given, given twice, or as arrays and objects; and some that nobody knows. */
function queryOf({ parameters = [] }: Operation, known: KnownValues): fc.Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const name = fc.oneof(fc.constantFrom(...names, 'limit', 'sort', '__proto__'), fc.constantFrom(...names, 'q').map((one) => `${one}[$ne]`));
  const pair = fc.oneof(...[...names, 'x'].map((one) => fc.tuple(fc.oneof(fc.constant(one), name), addressText(known[one] ?? []))));
  const pairs = fc.array(pair, { maxLength: 3 }).map((some) => some.map(([key, value]) => `${key}=${value}`).join('&'));
  return pairs.map((query) => (query ? `?${query}`.slice(0, 1500) : ''));
}

function headersOf({ parameters = [] }: Operation): fc.Arbitrary<Record<string, string>> {
  const names = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase());
  const ofItsOwn = Object.fromEntries([...names, 'user-agent', 'accept', 'x-request-id', 'x-forwarded-for'].map((name) => [name, headerText]));
  return fc.record(ofItsOwn, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
}

function withType(request: HostileRequest, type: string): HostileRequest {
  return request.body === undefined ? request : { ...request, headers: { ...request.headers, 'content-type': type } };
}

function bodyOf({ requestBody }: Operation, schemas: OpenApi['components']['schemas']): fc.Arbitrary<string | undefined> {
  const any = fc.oneof(hostileText, hostileValue.map(toJson), fc.constantFrom('', '{', '[[[', '{"a":1,"a":2}', 'null', '\ufeff{}'));
  const [content] = Object.values(requestBody?.content ?? {});
  if (!content) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, any);
  }
  const example = exampleOf(content.schema, schemas);
  return fc.oneof(
    { weight: 8, arbitrary: hostileVariantOf(example).map(toJson) },
    { weight: 2, arbitrary: fc.constant(toJson(example)) },
    { weight: 2, arbitrary: any },
  );
}

function exampleOf({ $ref = '' }: Schema, schemas: OpenApi['components']['schemas']): object {
  const fields = Object.entries(schemas[$ref.split('/').at(-1) ?? '']?.properties ?? {});
  return Object.fromEntries(fields.map(([name, field]) => [name, field.example ?? field.default]));
}

/** A part of an address: one that leads somewhere, anything encoded as it should be, or as it should not. */
function addressText(known: readonly string[]): fc.Arbitrary<string> {
  const encoded = hostileText.map((value) => encodeURIComponent(Buffer.from(value).toString()).slice(0, 600));
  const any = fc.oneof({ weight: 4, arbitrary: encoded }, fc.constantFrom(...odd), fc.constantFrom('x'.repeat(101), '1', '100', '-1'));
  return known.length > 0 ? fc.oneof(fc.constantFrom(...known), any) : any;
}
