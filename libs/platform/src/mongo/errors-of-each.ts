import { mongo } from 'mongoose';

/**
 * What went wrong with each of `count` operations of one unordered bulk write: its own error, or nothing.
 *
 * @throws what concerns all of them: an outage, or that no majority has them.
 */
export async function errorsOfEach(count: number, bulk: Promise<unknown>): Promise<(Error | undefined)[]> {
  try {
    await bulk;
    return new Array<undefined>(count).fill(undefined);
  } catch (error) {
    const refused = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
    if (!(error instanceof mongo.MongoBulkWriteError) || refused.length === 0) {
      throw error;
    }
    const unconfirmed = error.result.getWriteConcernError();
    const errors = new Array<Error | undefined>(count).fill(unconfirmed && serverError(unconfirmed));
    refused.forEach((one) => (errors[one.index] = serverError(one)));
    return errors;
  }
}

function serverError({ code, errmsg }: { code?: number; errmsg?: string }): mongo.MongoServerError {
  return new mongo.MongoServerError({ code, errmsg });
}
