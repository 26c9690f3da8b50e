import { Schema } from 'mongoose';
import { StockMovement } from '../domain/stock-movement';

export type StockMovementDocument = Omit<StockMovement, 'id'> & { _id: string };

export const stockMovementModel = 'StockMovement';

const schema = new Schema<StockMovementDocument>(
  {
    _id: { type: String, required: true },
    sku: { type: String, required: true },
    kind: { type: String, required: true },
    onHandDelta: { type: Number, required: true },
    reservedDelta: { type: Number, required: true },
    orderId: { type: String },
    reason: { type: String },
    actor: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'stock_movements', versionKey: false },
);

schema.index({ sku: 1, _id: -1 });
/** The second line of defence against doubled effects: an order moves a SKU once in each way. */
schema.index(
  { orderId: 1, sku: 1, kind: 1 },
  { unique: true, name: 'one_effect_per_order', partialFilterExpression: { orderId: { $exists: true } } },
);

export const stockMovementSchema = schema;
