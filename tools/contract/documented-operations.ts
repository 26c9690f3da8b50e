/** As much of an OpenAPI document as matters here. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

/** The ids of operations, by who tries them. */
export interface Shares {
  /** All that take a token, and so may do different things for different users. */
  readonly customer: readonly string[];
  /** Those that mostly wait for SQS: they can wait while others work. */
  readonly deadLetters: readonly string[];
  /** All the others. */
  readonly administrator: readonly string[];
}

const WAITS_FOR_SQS = /^\/api\/admin\/dead-letters(\/|$)/;

/** Shares the operations of a document out, but for streams: they do not end while there may be something to tell. */
export function sharesOf({ paths }: Document): Shares {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).filter(isAnswered).map(({ operationId, security = [] }) => ({ id: operationId, path, takesToken: security.length > 0 })),
  );
  const idsOf = (isMeant: (operation: (typeof operations)[number]) => boolean) => operations.filter(isMeant).map(({ id }) => id);
  return {
    customer: idsOf(({ takesToken }) => takesToken),
    deadLetters: idsOf(({ path }) => WAITS_FOR_SQS.test(path)),
    administrator: idsOf(({ path }) => !WAITS_FOR_SQS.test(path)),
  };
}

function isAnswered({ responses }: Operation): boolean {
  return !Object.values(responses).some(({ content = {} }) => 'text/event-stream' in content);
}
