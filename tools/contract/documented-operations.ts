/** As much of an OpenAPI document as matters here. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
}

/** The ids of the operations that take a token, and so may do different things for different users. */
export function operationsForUsers({ paths }: Document): string[] {
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  return operations.filter(({ security = [] }) => security.length > 0).map(({ operationId }) => operationId);
}
