import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Programs } from '../programs';
import { Load, LoadGenerator, LoadResult } from './load';

/** autocannon in a process of its own: slower than wrk, but there wherever the project is installed. */
export class Autocannon implements LoadGenerator {
  readonly name = 'autocannon';

  constructor(
    private readonly programs: Programs,
    private readonly directory: string,
  ) {}

  async run(load: Load): Promise<LoadResult> {
    const file = join(this.directory, 'load.json');
    writeFileSync(file, JSON.stringify(load));
    const args = ['-r', '@swc-node/register', join(__dirname, 'autocannon-process.ts'), file];
    const output = await this.programs.outputOf({ name: 'autocannon', command: process.execPath, args });
    return JSON.parse(output) as LoadResult;
  }
}
