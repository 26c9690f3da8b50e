import { OpenAPIObject, ParameterObject } from '@nestjs/swagger';
import { operationsOf } from './operations-of';

/** What the router takes for a part of an address; longer ones are answered with 414. */
const longestPart = 100;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Documents what holds for every request: fields that nobody described are refused, and parts of addresses have an end. */
export function closeRequests(document: OpenAPIObject): void {
  const schemas = document.components?.schemas ?? {};
  for (const operation of operationsOf(document)) {
    namedIn(operation.requestBody).forEach((name) => closeSchema(schemas, name));
    operation.parameters = operation.parameters?.map((parameter) => bounded(parameter as ParameterObject));
  }
}

function closeSchema(schemas: Schemas, name: string): void {
  const schema = schemas[name];
  if (schema && 'properties' in schema && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
    namedIn(schema.properties).forEach((inner) => closeSchema(schemas, inner));
  }
}

/** The schemas that a part of the document refers to. */
function namedIn(part: unknown): string[] {
  return [...JSON.stringify(part ?? '').matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
}

function bounded(parameter: ParameterObject): ParameterObject {
  const { in: place, schema = {} } = parameter;
  return place === 'path' && !('pattern' in schema) ? { ...parameter, schema: { maxLength: longestPart, ...schema } } : parameter;
}
