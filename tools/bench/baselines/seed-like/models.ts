import { connect, model, Schema } from 'mongoose';

export interface ProductFields {
  sku: string;
  name: string;
  unitPrice: number;
  stock: number;
}

export interface OrderItem {
  sku: string;
  name: string;
  quantity: number;
  unitPrice: number;
  lineTotal: number;
}

export interface OrderFields {
  userId: string;
  status: 'PENDING' | 'CONFIRMED' | 'REJECTED';
  items: OrderItem[];
  currency: string;
  total: number;
}

const productSchema = new Schema<ProductFields>({
  sku: { type: String, required: true, unique: true },
  name: { type: String, required: true },
  unitPrice: { type: Number, required: true },
  stock: { type: Number, required: true, min: 0 },
});

const itemSchema = new Schema<OrderItem>(
  {
    sku: { type: String, required: true },
    name: { type: String, required: true },
    quantity: { type: Number, required: true, min: 1 },
    unitPrice: { type: Number, required: true },
    lineTotal: { type: Number, required: true },
  },
  { _id: false },
);

const orderSchema = new Schema<OrderFields>(
  {
    userId: { type: String, required: true, index: true },
    status: { type: String, enum: ['PENDING', 'CONFIRMED', 'REJECTED'], default: 'PENDING', index: true },
    items: { type: [itemSchema], required: true },
    currency: { type: String, required: true },
    total: { type: Number, required: true },
  },
  { timestamps: true },
);

export const Product = model('Product', productSchema);
export const Order = model('Order', orderSchema);

/** Connects with the durability that the product asks for too, and builds the indexes. */
export async function connectToDatabase(uri: string): Promise<void> {
  await connect(uri, { writeConcern: { w: 'majority', journal: true }, maxPoolSize: 50 });
  await Promise.all([Product.init(), Order.init()]);
}
