/**
 * The local stack alone, without the apps: `node -r @swc-node/register tools/stack/main.ts`.
 * Runs until it is told to stop; `stack.json` in the data directory tells where the parts are.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConsoleReport } from './console-report';
import { launch } from './launch';
import { startStack } from './start-stack';

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: process.env.DATA_DIR || '.data' },
    'bin-dir': { type: 'string' },
    'for-tests': { type: 'boolean', default: false },
  },
});
const report = new ConsoleReport(process.stdout);

void launch(async (processes) => {
  await startStack({
    dataDir: resolve(values['data-dir']),
    binDir: values['bin-dir'] && resolve(values['bin-dir']),
    environment: process.env,
    forTests: values['for-tests'],
    report,
    processes,
  });
  report.note('The stack runs; Ctrl-C stops it.');
}, report);
