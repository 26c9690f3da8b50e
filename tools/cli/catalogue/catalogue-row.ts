import { ProductDescription } from '@app/inventory';
import { PutProductDto } from '../../../apps/api/src/inventory/put-product.dto';
import { SkuField } from '../../../apps/api/src/sku-field';
import { checked } from '../checked';
import { Refusal } from '../refusal';

/** A row as a file has it, or why nothing can be read there. */
export type RawRow = { readonly line: number } & ({ readonly fields: object } | { readonly fault: string });

/** A row that the API would take for a product, or what it would say against it. */
export type CatalogueRow = { readonly line: number } & ({ readonly product: ProductDescription } | FaultyProduct);

/** The SKU as it stands, if it could be read at all. */
interface FaultyProduct {
  readonly fault: string;
  readonly sku?: string;
}

/** What stands for bytes that are no UTF-8. */
const replacementCharacter = '\uFFFD';

class CatalogueProductDto extends PutProductDto {
  @SkuField('COFFEE-ETH-1KG')
  readonly sku: string;
}

/** The rows with what `PUT /api/inventory/:sku` would make of each. */
export async function* catalogueRows(rows: AsyncIterable<RawRow>): AsyncGenerator<CatalogueRow> {
  for await (const row of rows) {
    yield 'fields' in row ? { line: row.line, ...productOrFault(row.fields) } : row;
  }
}

function productOrFault(fields: { sku?: unknown }): { product: ProductDescription } | FaultyProduct {
  if (Object.values(fields).some((value) => typeof value === 'string' && value.includes(replacementCharacter))) {
    return { fault: 'There are characters that are not UTF-8.' };
  }
  try {
    const { sku, name, unitPrice, currency, onHand } = checked(CatalogueProductDto, fields);
    return { product: { sku, name, unitPrice, currency, onHand } };
  } catch (error) {
    if (error instanceof Refusal) {
      return { fault: error.message, ...(typeof fields.sku === 'string' && { sku: fields.sku }) };
    }
    throw error;
  }
}
