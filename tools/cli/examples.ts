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
