import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { RecentOrder, RecentOrders } from '../ports/recent-orders';
import { OrderDocument, orderModel } from './order.schema';

const maxTimeMS = 2000;

/** Ids grow with time. */
@Injectable()
export class MongoRecentOrders extends RecentOrders {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async newest(limit: number): Promise<RecentOrder[]> {
    const documents = await this.orders
      .find({}, { status: 1, createdAt: 1, 'items.sku': 1 }, { maxTimeMS })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<Pick<OrderDocument, 'status' | 'createdAt' | 'items'>[]>();
    return documents.map(({ status, createdAt, items }) => ({ status, placedAt: createdAt, skus: items.map(({ sku }) => sku) }));
  }
}
