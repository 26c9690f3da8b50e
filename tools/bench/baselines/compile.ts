import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

const FILES = ['seed-like/models.ts', 'seed-like/api.ts', 'seed-like/worker.ts', 'limit/api.ts'];

/** Compiles the baselines to plain JavaScript, as the apps are: no compiler is in the memory that is measured. */
export function compileBaselines(into: string): void {
  for (const file of FILES) {
    const { code } = transformFileSync(join(__dirname, file), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    const path = join(into, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}
