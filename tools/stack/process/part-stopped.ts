import { Exit, ProcessSpec } from './kept-process';
import { lastLines } from './last-lines';

/** A part ended although nobody asked it to. The message names it, how it ended, and the end of its log. */
export class PartStopped extends Error {
  constructor({ name, output }: ProcessSpec, exit: Exit) {
    const log = typeof output === 'object' ? lastLines(output.logFile) : [];
    super(
      [
        `${name} stopped: ${exit.signal ? `killed by ${exit.signal}` : `exit code ${exit.code}`}.`,
        ...(typeof output === 'object' && log.length > 0 ? [`The end of ${output.logFile}:`, ...log.map(indent)] : []),
      ].join('\n'),
    );
    this.name = 'PartStopped';
  }
}

function indent(line: string): string {
  return `    ${line}`;
}
