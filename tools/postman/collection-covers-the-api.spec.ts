import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiModule } from '../../apps/api/src/api.module';
import { setPrefix } from '../../apps/api/src/configure-app';
import { openApiDocument } from '../../apps/api/src/swagger';
import { collectionRequests, CollectionRequest, isToApi } from './collection-requests';

/** An operation as the document has it: a method, and a path with parameters such as `{id}`. */
interface Operation {
  readonly method: string;
  readonly path: string;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
/** To show what is answered there. */
const NOWHERE = 'GET /api/nowhere';

const requests = collectionRequests();
const toApi = requests.filter(isToApi);

describe('the Postman collection', () => {
  let operations: Operation[];

  beforeAll(async () => {
    const app = await NestFactory.create(ApiModule.register(), new FastifyAdapter(), { preview: true, logger: false });
    setPrefix(app);
    operations = Object.entries(openApiDocument(app).paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });

  it('calls every operation that is documented', () => {
    const called = new Set(toApi.map((request) => operationOf(request, operations)));
    expect(operations.length).toBeGreaterThan(40);
    expect(operations.filter((operation) => !called.has(operation)).map(nameOf)).toEqual([]);
  });

  it('calls nothing else, but for one address that there is not', () => {
    expect(toApi.filter((request) => !operationOf(request, operations)).map(nameOf)).toEqual([NOWHERE]);
  });

  it('says what each request is for, and tests what comes back', () => {
    const isTold = ({ description, test }: CollectionRequest) => description !== '' && test.includes('pm.test(');
    expect(requests.filter((request) => !isTold(request)).map(({ name }) => name)).toEqual([]);
  });

  it('gives each request a name of its own, by which those that repeat are found', () => {
    const names = requests.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

/** As a router finds it: what is spelt out goes before what is a parameter. */
function operationOf(request: CollectionRequest, operations: readonly Operation[]): Operation | undefined {
  const fitting = operations.filter((operation) => fits(request, operation));
  return fitting.sort((a, b) => parametersOf(a) - parametersOf(b))[0];
}

/** Parameters are filled by variables, and by nothing else: a word in such a place may be one that was misspelt. */
function fits(request: CollectionRequest, { method, path }: Operation): boolean {
  const given = request.path.split('/');
  const documented = path.split('/');
  return (
    request.method === method &&
    given.length === documented.length &&
    documented.every((segment, at) => segment === given[at] || (isParameter(segment) && given[at]?.includes('{{')))
  );
}

function parametersOf({ path }: Operation): number {
  return path.split('/').filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return /^\{\w+\}$/.test(segment);
}

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
