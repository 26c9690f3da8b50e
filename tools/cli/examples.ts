/** How each command is called, by its words; shown under its help. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  'queues create': ['queues create', 'queues create --json'],
  'admin ensure': ['admin ensure --email ada@example.com', 'admin ensure --email ada@example.com --password-stdin < password.txt'],
  'catalogue import': ['catalogue import products.csv --dry-run', 'zcat products.ndjson.gz | npm run --silent cli -- catalogue import - --format ndjson'],
  audit: ['audit', 'audit --grace 60 --json'],
  reconcile: ['reconcile', 'reconcile --apply'],
  'dead-letters list': ['dead-letters list'],
  'dead-letters redrive': ['dead-letters redrive --all', 'dead-letters redrive 1c9f6c0e-0d4e-4a52-8a65-6fd1c4d2a9b7'],
  'dead-letters drop': ['dead-letters drop 1c9f6c0e-0d4e-4a52-8a65-6fd1c4d2a9b7'],
};

/** What else is to be known of a command, by its words; shown above its examples. */
export const notes: Readonly<Record<string, string>> = {
  'catalogue import':
    'CSV has a header with sku,name,unitPrice,currency,onHand, in any order; NDJSON has an\nobject with these fields on each line. Prices are in minor units: 690 is 6.90 EUR.',
  'admin ensure': 'The password is asked for, or comes from ADMIN_PASSWORD, or from standard input.',
};
