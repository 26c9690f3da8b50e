/** What the driver throws when its connection is lost. */
export class MongoNetworkError extends Error {
  override readonly name = 'MongoNetworkError';
}
