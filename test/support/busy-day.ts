import { Body, Shopper } from './shopper';
import { RunningSystem } from './running-system';

const catalogue = [
  { sku: 'TEA-001', name: 'Green tea, 100 g', unitPrice: 690, onHand: 400 },
  { sku: 'TEA-002', name: 'Earl Grey, 100 g', unitPrice: 740, onHand: 260 },
  { sku: 'POT-003', name: 'Teapot, cast iron', unitPrice: 4900, onHand: 18 },
  { sku: 'MUG-007', name: 'Mug, stoneware', unitPrice: 1290, onHand: 55 },
  { sku: 'TIN-011', name: 'Tea tin, 250 g', unitPrice: 850, onHand: 120 },
];
const seconds = 110;

/** Two minutes in a shop with something of everything, to take pictures of. */
export async function busyDay(system: RunningSystem): Promise<void> {
  const administrator = await system.admin();
  await Promise.all(catalogue.map(({ sku, ...product }) => administrator.put(`/api/inventory/${sku}`, { ...product, currency: 'EUR' })));
  const shoppers = await Promise.all(Array.from({ length: 8 }, () => system.customer()));
  for (let second = 0; second < seconds; second += 1) {
    const orders = 2 + Math.round(2 * Math.sin(second / 9) + Math.random() * 3);
    const next = new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.all(Array.from({ length: orders }, (_, index) => shopping(shoppers[index % shoppers.length] ?? administrator, administrator)));
    await next;
  }
}

async function shopping(shopper: Shopper, administrator: Shopper): Promise<void> {
  const luck = Math.random();
  const { sku } = catalogue[Math.floor(Math.random() ** 2 * catalogue.length)] ?? { sku: '' };
  const { body } = await shopper.place([{ sku, quantity: 1 + Math.floor(luck * 3) }]);
  const { status }: Body = await shopper.decided(body.id);
  if (status === 'CONFIRMED' && luck < 0.6) {
    await (luck < 0.1 ? shopper.post(`/api/orders/${body.id}/cancel`, {}) : administrator.post(`/api/orders/${body.id}/fulfil`, {}));
  }
}
