import { ValidateBy } from 'class-validator';
import { mongo } from 'mongoose';

/** A connection string that the driver can read. The driver's own complaint would print it, password and all. */
export function IsMongoUri(): PropertyDecorator {
  return ValidateBy({
    name: 'isMongoUri',
    validator: {
      validate: isReadable,
      defaultMessage: () => '$property must be a mongodb:// or mongodb+srv:// connection string',
    },
  });
}

function isReadable(value: unknown): boolean {
  try {
    // Constructing a client connects to nothing.
    return typeof value === 'string' && Boolean(new mongo.MongoClient(value));
  } catch {
    return false;
  }
}
