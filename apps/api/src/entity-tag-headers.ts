/** The `ETag` in the answers about a thing, as the document describes it. `thing` is what the outside calls it. */
export function etagHeader(thing: string) {
  return { description: `The version of the ${thing}, for If-Match.`, schema: { type: 'string', example: '"1"' } } as const;
}

/** The `If-Match` of a request that changes a thing. */
export function ifMatchHeader(thing: string) {
  return {
    name: 'If-Match',
    required: false,
    description: `The ETag of the ${thing} as you saw it: 412 when it has changed since.`,
    schema: { type: 'string', pattern: '^(\\*|"[0-9]{1,15}")$', example: '"2"' },
  } as const;
}

/** The `If-None-Match` of a request that reads a thing. */
export function ifNoneMatchHeader(thing: string) {
  return {
    name: 'If-None-Match',
    required: false,
    description: `ETags of the ${thing} as you have it, or \`*\`: 304 when it is one of them still.`,
    schema: { type: 'string', example: '"2"' },
  } as const;
}
