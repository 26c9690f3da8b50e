import { Schema } from 'mongoose';

/** A product and its stock in one document: one conditional update reserves units, no lock needed. */
export interface ProductDocument {
  /** The SKU. */
  _id: string;
  name: string;
  unitPrice: number;
  currency: string;
  onHand: number;
  reserved: number;
  version: number;
  /** Lower-case words of name and SKU, for the catalogue's search. */
  words: string[];
  updatedAt: Date;
}

export const productModel = 'Product';

export const productSchema = new Schema<ProductDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    unitPrice: { type: Number, required: true },
    currency: { type: String, required: true },
    onHand: { type: Number, required: true },
    reserved: { type: Number, required: true },
    version: { type: Number, required: true },
    words: { type: [String], required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'products', versionKey: false },
).index({ words: 1, _id: 1 });
