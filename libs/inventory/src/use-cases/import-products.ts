import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { Transactions } from '@app/platform';
import { v7 as newId } from 'uuid';
import { introduceProduct, isAsDescribed, Product, ProductChange, ProductDescription, reviseProduct } from '../domain/product';
import { ProductRepository } from '../ports/product.repository';

/** What became of one description. */
export type ProductImport = 'created' | 'changed' | 'unchanged' | DomainError;

const context = { actor: 'system', reason: 'catalogue import' };

/** Puts many products into the catalogue, or describes them anew, in one transaction. */
@Injectable()
export class ImportProducts {
  constructor(
    private readonly products: ProductRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What became of each description, in their order: a product that is as described already is not written, nor is its ledger,
   * and one that must not become so is refused with its error (`stock_below_reserved`) while the others are written.
   * No SKU may come twice.
   */
  execute(descriptions: readonly ProductDescription[]): Promise<ProductImport[]> {
    const at = new Date();
    return this.transactions.run(async (transaction) => {
      const skus = descriptions.map(({ sku }) => sku);
      const found = new Map((await this.products.bySkus(skus, transaction)).map((product) => [product.sku, product]));
      const outcomes = descriptions.map((description) => changeOf(found.get(description.sku), description, at));
      const changes = outcomes.filter((outcome): outcome is ProductChange => isChange(outcome));
      if (changes.length > 0) {
        await this.products.saveAll(changes, transaction);
      }
      return outcomes.map((outcome) => (isChange(outcome) ? nameOf(outcome) : outcome));
    });
  }
}

function changeOf(
  product: Product | undefined,
  description: ProductDescription,
  at: Date,
): ProductChange | 'unchanged' | DomainError {
  const change = { ...context, movementId: newId(), at };
  if (!product) {
    return introduceProduct(description, change);
  }
  if (isAsDescribed(product, description)) {
    return 'unchanged';
  }
  try {
    return reviseProduct(product, description, change);
  } catch (error) {
    if (error instanceof DomainError) {
      return error;
    }
    throw error;
  }
}

function isChange(outcome: ProductChange | 'unchanged' | DomainError): outcome is ProductChange {
  return typeof outcome === 'object' && 'product' in outcome;
}

function nameOf({ product }: ProductChange): 'created' | 'changed' {
  return product.version === 1 ? 'created' : 'changed';
}
