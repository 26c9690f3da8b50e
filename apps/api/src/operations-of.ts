import { OpenAPIObject, OperationObject } from '@nestjs/swagger';

/** Every operation of a document, as it stands in it. */
export function operationsOf({ paths }: OpenAPIObject): OperationObject[] {
  return Object.values(paths).flatMap(({ get, put, post, delete: remove, patch }) =>
    [get, put, post, remove, patch].filter((operation) => operation !== undefined),
  );
}
