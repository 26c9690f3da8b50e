import { CommandRunner } from 'nest-commander';

/** The value of `--grace`; ends with the usage unless it is a whole number of seconds. */
export function graceSecondsIn(seconds: string, command: Parameters<CommandRunner['setCommand']>[0]): number {
  if (!/^\d{1,5}$/.test(seconds)) {
    command.error('error: --grace takes seconds, a whole number');
  }
  return Number(seconds);
}
