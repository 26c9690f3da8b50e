import { Injectable } from '@nestjs/common';
import { AllocationDecision, AllocationRequest, AllocationStrategy, FirstComeAllOrNothing, StockLevel } from '@app/inventory';

/** Of orders that are decided together, those for fewer units come first: more customers get something. */
@Injectable()
export class SmallOrdersFirst extends AllocationStrategy {
  private readonly inTurn = new FirstComeAllOrNothing();

  override allocate(orders: readonly AllocationRequest[], levels: readonly StockLevel[]): AllocationDecision[] {
    return this.inTurn.allocate([...orders].sort((a, b) => unitsOf(a) - unitsOf(b)), levels);
  }
}

function unitsOf({ lines }: AllocationRequest): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
