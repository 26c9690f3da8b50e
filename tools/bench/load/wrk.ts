import { randomInt, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Programs } from '../programs';
import { Load, LoadGenerator, LoadResult } from './load';
import { parseWrkOutput } from './wrk-output';

const LONGEST_ANSWER = '30s';

/** wrk on one thread, so that most of the machine is left to what is measured. */
export class Wrk implements LoadGenerator {
  readonly name = 'wrk';

  constructor(
    private readonly programs: Programs,
    private readonly directory: string,
  ) {}

  async run(load: Load): Promise<LoadResult> {
    const { url, connections, seconds } = load;
    const timing = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', LONGEST_ANSWER];
    const script = ['-s', join(__dirname, 'wrk.lua'), url, '--', ...this.scriptArgs(load)];
    return parseWrkOutput(await this.programs.outputOf({ name: 'wrk', command: 'wrk', args: [...timing, ...script] }));
  }

  private scriptArgs({ token, requests }: Load): string[] {
    const file = join(this.directory, 'wrk-words.txt');
    const isPlacing = requests.kind === 'place';
    const words = isPlacing ? requests.skus : requests.targets.map(({ path, etag }) => (etag ? `${path}\t${etag}` : path));
    writeFileSync(file, words.join('\n'));
    const keyPrefix = isPlacing && requests.isKeyed ? `${randomUUID()}-` : '-';
    const lines = isPlacing ? requests.lines : 0;
    return [requests.kind, token, String(lines), keyPrefix, file, String(randomInt(1e9))];
  }
}
