/** What is in the shop on a first local start. The API's own examples order from it. */
export const DEMO_PRODUCTS = [
  { sku: 'COFFEE-ETH-1KG', name: 'Ethiopia Yirgacheffe, whole bean, 1 kg', unitPrice: 2490, onHand: 200 },
  { sku: 'COFFEE-COL-1KG', name: 'Colombia Huila, whole bean, 1 kg', unitPrice: 2190, onHand: 180 },
  { sku: 'COFFEE-DECAF-500G', name: 'Decaf Sumatra, ground, 500 g', unitPrice: 1390, onHand: 90 },
  { sku: 'TEA-SENCHA-100G', name: 'Sencha from Uji, 100 g', unitPrice: 1250, onHand: 75 },
  { sku: 'MUG-BLUE', name: 'Stoneware mug, blue', unitPrice: 1200, onHand: 120 },
  { sku: 'MUG-WHITE', name: 'Stoneware mug, white', unitPrice: 1200, onHand: 140 },
  { sku: 'GRINDER-HAND', name: 'Hand grinder, steel burrs', unitPrice: 8900, onHand: 40 },
  { sku: 'DRIPPER-V60', name: 'Pour-over dripper, size 02', unitPrice: 1850, onHand: 60 },
  { sku: 'FILTERS-100', name: 'Paper filters, 100 pieces', unitPrice: 650, onHand: 500 },
  { sku: 'KETTLE-GOOSE', name: 'Gooseneck kettle, 0.9 l', unitPrice: 6450, onHand: 35 },
  { sku: 'SCALE-BREW', name: 'Brewing scale with timer', unitPrice: 4950, onHand: 45 },
  { sku: 'LAST-ONES', name: 'Panama Geisha, the last bags, 250 g', unitPrice: 3900, onHand: 3 },
] as const;

/** Of all demo prices. */
export const DEMO_CURRENCY = 'EUR';

/** The product to order too much of: a rejection is a request away. */
export const SCARCE_SKU = 'LAST-ONES';

/** The order that the API's own examples place. */
export const DEMO_ORDER = {
  items: [
    { sku: 'COFFEE-ETH-1KG', quantity: 2 },
    { sku: 'MUG-BLUE', quantity: 1 },
  ],
} as const;

/** Someone to order with. */
export const DEMO_CUSTOMER = {
  email: 'demo@example.com',
  password: 'demo-customer-password',
  name: 'Demo Customer',
} as const;

/** The administrator of a local start, unless the environment names another. */
export const DEMO_ADMIN = { email: 'admin@example.com', password: 'admin-demo-password' } as const;
