import { DynamicModule, Module, ModuleMetadata, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MongoModule } from '@app/platform';
import { FirstComeAllOrNothing } from './defaults/first-come-all-or-nothing';
import { MongoProductRepository } from './mongo/mongo-product.repository';
import { MongoStockRecords } from './mongo/mongo-stock-records';
import { MongoStockRepository } from './mongo/mongo-stock.repository';
import { productModel, productSchema } from './mongo/product.schema';
import { stockMovementModel, stockMovementSchema } from './mongo/stock-movement.schema';
import { AllocationStrategy } from './ports/allocation-strategy';
import { ProductRepository } from './ports/product.repository';
import { StockRecords } from './ports/stock-records';
import { StockRepository } from './ports/stock.repository';
import { AdjustStock } from './use-cases/adjust-stock';
import { CorrectReserved } from './use-cases/correct-reserved';
import { ImportProducts } from './use-cases/import-products';
import { InventoryQueries } from './use-cases/inventory-queries';
import { PutProduct } from './use-cases/put-product';

export interface InventoryOptions {
  /** Who gets the stock when not everybody can. Default: `FirstComeAllOrNothing`. */
  allocation?: Type<AllocationStrategy>;
  /** Modules whose exports it injects. */
  imports?: NonNullable<ModuleMetadata['imports']>;
}

const useCases = [PutProduct, AdjustStock, ImportProducts, CorrectReserved, InventoryQueries];

/** Catalogue, stock, ledger and allocation. */
@Module({})
export class InventoryModule {
  /** Called once by an app, in its composition root. */
  static register({ allocation = FirstComeAllOrNothing, imports = [] }: InventoryOptions = {}): DynamicModule {
    return {
      module: InventoryModule,
      imports: [
        MongoModule,
        MongooseModule.forFeature([
          { name: productModel, schema: productSchema },
          { name: stockMovementModel, schema: stockMovementSchema },
        ]),
        ...imports,
      ],
      providers: [
        { provide: ProductRepository, useClass: MongoProductRepository },
        { provide: StockRepository, useClass: MongoStockRepository },
        { provide: StockRecords, useClass: MongoStockRecords },
        { provide: AllocationStrategy, useClass: allocation },
        ...useCases,
      ],
      exports: [StockRepository, StockRecords, AllocationStrategy, ...useCases],
    };
  }
}
