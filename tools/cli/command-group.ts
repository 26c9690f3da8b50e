import { CommandRunner } from 'nest-commander';

/** Commands that belong together: by itself it does nothing. */
export abstract class CommandGroup extends CommandRunner {
  /** Reached only without one of its commands. */
  override async run([word]: string[]): Promise<void> {
    if (word !== undefined) {
      this.command.error(`error: unknown command '${word}'`);
    }
    this.command.help({ error: true });
  }
}
