import { createConnection, mongo, Schema } from 'mongoose';
import { isDatabaseOutage, isDuplicateKey } from './mongo-errors';

const notPrimary = new mongo.MongoServerError({ message: 'not primary', code: 10_107 });
const badQuery = new mongo.MongoServerError({ message: 'unknown operator', code: 2 });
const duplicate = new mongo.MongoServerError({ message: 'E11000 duplicate key error collection: db.orders index: one dup key', code: 11_000 });
const conflict = new mongo.MongoServerError({ message: 'WriteConflict', code: 112, errorLabels: ['TransientTransactionError'] });

class PoolClearedOnNetworkError extends Error {
  override readonly name = 'PoolClearedOnNetworkError';
}

describe('an error of the database', () => {
  it.each<[string, unknown]>([
    ['a lost connection', new mongo.MongoNetworkError('connection reset')],
    ['a connection that timed out', new mongo.MongoNetworkTimeoutError('timed out')],
    ['a connection that is given up while it waits', new PoolClearedOnNetworkError()],
    ['a socket that the server has ended', Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' })],
    ['no server to be found', new mongo.MongoServerSelectionError('none', {} as mongo.TopologyDescription)],
    ['a server that is not primary any more', notPrimary],
    ['a write conflict', conflict],
    ['a connection that a bulk write lost', bulkThatMet(new mongo.MongoNetworkError('connection reset'))],
  ])('is an outage: %s', (_what, error) => {
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a query that makes no sense', badQuery],
    ['a duplicate key', duplicate],
    ['a bulk write that met a bug of ours', bulkThatMet(new TypeError('undefined is not a function'))],
    ['a bug of ours', new TypeError('undefined is not a function')],
    ['no error at all', undefined],
  ])('is no outage: %s', (_what, error) => {
    expect(isDatabaseOutage(error)).toBe(false);
  });

  it('is an outage: a connection that mongoose knows to be lost', async () => {
    const model = createConnection().model('Thing', new Schema({}, { bufferCommands: false }));
    const error: unknown = await model.findOne().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it('tells by which index a key is refused', () => {
    expect([isDuplicateKey(duplicate), isDuplicateKey(duplicate, 'one'), isDuplicateKey(duplicate, 'other')]).toEqual([true, true, false]);
    expect(isDuplicateKey(badQuery)).toBe(false);
  });
});

/** As the driver makes it, which hands on an error that is none of a document. */
function bulkThatMet(error: Error): mongo.MongoBulkWriteError {
  return new mongo.MongoBulkWriteError(error as mongo.AnyError, {} as mongo.BulkWriteResult);
}
