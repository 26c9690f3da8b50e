import { Model, mongo } from 'mongoose';

/** The driver's own collection behind a model: what the domain made is plain and checked, mongoose need not do it again. */
export function driverCollection<Document extends mongo.Document>(model: Model<Document>): mongo.Collection<Document> {
  return model.collection as unknown as mongo.Collection<Document>;
}
