import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { OpenAPIObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { policyOf, RoutePolicy } from '@app/auth';
import { ApiModule } from './api.module';
import { setPrefix } from './configure-app';
import { operationsOf } from './operations-of';
import { openApiDocument, operationIdOf } from './swagger';

type Controller = new () => object;

/** By the ids of operations. */
const policies = new Map((Reflect.getMetadata('controllers', ApiModule) as Controller[]).flatMap((controller) => policiesOf(controller)));

describe('the OpenAPI document', () => {
  let document: OpenAPIObject;

  beforeAll(async () => {
    const app = await NestFactory.create(ApiModule.register(), new FastifyAdapter(), { preview: true, logger: false });
    setPrefix(app);
    document = openApiDocument(app);
  });

  const statusesOf = (path: string, method: 'get' | 'post') => Object.keys(document.paths[path]?.[method]?.responses ?? {});
  const schemaOf = (name: string) => document.components?.schemas?.[name] as SchemaObject;

  it('says of each operation what any may answer, beside what it answers itself', () => {
    expect(statusesOf('/health/live', 'get')).toEqual(['200', '400', '408', '413', '414', '415', '429', '431', '500', '503']);
    expect(statusesOf('/api/orders', 'post')).toEqual([
      ...['201', '400', '401', '408', '413', '414', '415', '422', '429', '431', '500', '503'],
    ]);
  });

  it('says of each operation whether it takes a token, and a role', () => {
    const wrong = operationsOf(document).filter(({ operationId = '', security = [], responses }) => {
      const policy = policies.get(operationId);
      const isRefused = '403' in responses;
      const isDocumented = security.length > 0 === (policy !== 'public') && (policy === 'public' ? !isRefused : isRefused || policy === 'authenticated');
      return policy === undefined || !isDocumented || (security.length > 0 && !('401' in responses));
    });
    expect(wrong).toEqual([]);
  });

  it('gives each operation a name of its own', () => {
    const names = operationsOf(document).map(({ operationId = '' }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['Orders_place', 'Orders_cancel', 'Orders_follow', 'Webhooks_redeliver']));
  });

  it('tells what each operation does', () => {
    expect(operationsOf(document).filter(({ summary, tags = [] }) => !summary || tags.length !== 1)).toEqual([]);
  });

  it('names the request in every answer', () => {
    const answers = [...operationsOf(document).flatMap(({ responses }) => Object.values(responses)), ...Object.values(document.components?.responses ?? {})];
    const direct = answers.filter((answer): answer is ResponseObject => answer !== undefined && !('$ref' in answer));
    expect(direct.length).toBeGreaterThan(30);
    expect(direct.filter(({ headers = {} }) => !('X-Request-Id' in headers))).toEqual([]);
  });

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    const known = document.components as Record<string, Record<string, unknown> | undefined>;
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(([, kind = '', name = '']) => !known[kind]?.[name]).map(([reference]) => reference)).toEqual([]);
  });

  it('lets nothing come in that it does not describe, at whatever depth, and may answer more one day', () => {
    expect(schemaOf('PlaceOrderDto').additionalProperties).toBe(false);
    expect(schemaOf('OrderLineRequestDto').additionalProperties).toBe(false);
    expect(schemaOf('OrderDto').additionalProperties).toBeUndefined();
  });

  it('bounds every part of an address', () => {
    const parts = operationsOf(document).flatMap(({ parameters = [] }) => parameters.filter((one) => 'in' in one && one.in === 'path'));
    expect(parts.length).toBeGreaterThan(8);
    expect(parts.map((part) => ('schema' in part ? part.schema : {})).filter((schema = {}) => !('pattern' in schema || 'maxLength' in schema))).toEqual([]);
  });
});

function policiesOf(controller: Controller): [string, RoutePolicy | undefined][] {
  const handlers = controller.prototype as Record<string, () => void>;
  return Object.getOwnPropertyNames(handlers).map((name) => [
    operationIdOf(controller.name, name),
    policyOf([handlers[name] ?? (() => undefined), controller]),
  ]);
}
