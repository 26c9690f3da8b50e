import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { mongo } from 'mongoose';
import { messageOf } from './message-of';
import { Refusal } from './refusal';

describe('what a person is told of an error', () => {
  it('is its message where they can mend it', () => {
    expect(messageOf(new Refusal('There are no products in it.'))).toBe('There are no products in it.');
  });

  it.each([
    [18, 'Look at MONGO_URI.'],
    [13, 'Look at MONGO_URI.'],
    [239, 'minSnapshotHistoryWindowInSeconds: 3600'],
  ])('says what to do about the code %i of MongoDB', (code, advice) => {
    expect(messageOf(new mongo.MongoServerError({ message: 'no', code }))).toContain(advice);
  });

  it('names the file that cannot be read', async () => {
    const [error] = (await once(createReadStream('/no/such/file'), 'error').catch((failure: unknown) => [failure])) as [Error];
    expect(messageOf(error)).toBe('/no/such/file cannot be read (ENOENT).');
  });

  it('is where it happened, where nobody expected it', () => {
    expect(messageOf(new Error('A bug.'))).toMatch(/A bug\.\n +at /);
  });
});
