/** The database's time so many seconds from now, in an update: processes need not agree on theirs. The seconds may be an expression. */
export function secondsFromNow(seconds: number | object): object {
  return { $add: ['$$NOW', { $multiply: [seconds, 1000] }] };
}

/** What finds documents whose date in this field has come, by the database's clock. */
export function hasCome(field: string): Record<string, object> {
  return { [field]: { $exists: true }, $expr: { $lte: [`$${field}`, '$$NOW'] } };
}
