import fc from 'fast-check';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Does one thing to the model and to the system, and expects the same answer of both. */
export type OrderCommand = fc.AsyncCommand<ShopModel, ShopUnderTest>;
