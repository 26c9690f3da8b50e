import { adminCommand } from './admin-command';

/** When a failpoint strikes: so many times, or each time with this probability; always if neither is given. */
export interface Mode {
  readonly times?: number;
  readonly probability?: number;
}

/** Which commands fail, and how. */
export interface CommandFailure extends Mode {
  readonly commands: readonly string[];
  /** Answered instead of the command being done, e.g. 112 for a write conflict. */
  readonly errorCode?: number;
  readonly errorLabels?: readonly string[];
  /** The connection is closed instead of the command being done. */
  readonly closeConnection?: boolean;
  /** The command is done, so many milliseconds later. */
  readonly blockMs?: number;
  /** Only for clients whose URI has this `appName`: others on the same mongod notice nothing. */
  readonly appName?: string;
}

/**
 * A fault inside mongod, which strikes until it is cleared. A mongod has each kind of failpoint only once, the last one
 * set counts, and test files run side by side: set them in a mongod of one's own (`OwnStack.start('mongo')`).
 */
export class Failpoint {
  private constructor(
    private readonly uri: string,
    private readonly name: string,
    private readonly strikesBefore: number,
  ) {}

  /** Makes commands fail. */
  static async failCommand(uri: string, { commands, blockMs, ...failure }: CommandFailure): Promise<Failpoint> {
    const { errorCode, errorLabels, closeConnection, appName } = failure;
    const block = blockMs === undefined ? {} : { blockConnection: true, blockTimeMS: blockMs };
    const fields = { failCommands: commands, errorCode, errorLabels, closeConnection, appName, ...block };
    return Failpoint.set(uri, 'failCommand', failure, fields);
  }

  /** Retryable writes and transactions of every client are done, and then the connection closes instead of an answer. */
  static async loseReplies(uri: string, mode: Mode = { times: 1 }): Promise<Failpoint> {
    return Failpoint.set(uri, 'onPrimaryTransactionalWrite', mode, { closeConnection: true });
  }

  /** Switches it off; resolves to how often it struck. */
  async clear(): Promise<number> {
    const { count } = await adminCommand(this.uri, { configureFailPoint: this.name, mode: 'off' });
    return (count as number) - this.strikesBefore;
  }

  private static async set(uri: string, name: string, { times, probability }: Mode, fields: object): Promise<Failpoint> {
    const sometimes = probability === undefined ? 'alwaysOn' : { activationProbability: probability };
    const data = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const mode = times === undefined ? sometimes : { times };
    const { count } = await adminCommand(uri, { configureFailPoint: name, mode, data });
    return new Failpoint(uri, name, count as number);
  }
}
