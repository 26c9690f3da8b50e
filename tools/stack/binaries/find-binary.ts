import { Report } from '../report';

/** A place that a server's program may come from. */
export interface BinarySource {
  /** Completes the sentence "mongod: …". */
  readonly name: string;
  /** Whether it fetches the program over the network; such a program is kept for the next start. */
  readonly isDownload: boolean;
  /** The program's path, or nothing if it is not there. Throws when it tried and failed. */
  locate(): Promise<string | undefined>;
}

/** The program wanted, and what is done with a path to it. */
export interface WantedBinary {
  readonly server: string;
  /** The oldest major version that will do. */
  readonly oldestMajor: number;
  /** Runs the program with `--version` and resolves to its version, `7.0.14`. Throws what it printed if it does not run. */
  versionOf(path: string): Promise<string>;
  /** Moves a fetched program to where it is found next time; resolves to its new path. */
  keep(path: string): Promise<string>;
}

/** A program that runs on this machine. */
export interface Binary {
  readonly path: string;
  readonly version: string;
}

/**
 * The first program among the sources that runs here and is not too old; nothing if none is.
 * Says what it tries, and why it goes on to the next source.
 */
export async function findBinary(
  wanted: WantedBinary,
  sources: readonly BinarySource[],
  report: Report,
): Promise<Binary | undefined> {
  for (const source of sources) {
    const since = Date.now();
    try {
      const binary = await tryOut(source, wanted, report);
      if (binary) {
        report.done(`${wanted.server} ${binary.version}: ${source.name}`, since);
        return binary;
      }
    } catch (error) {
      report.note(`${wanted.server}: ${source.name} will not do: ${firstLine(error)}`);
    }
  }
  return undefined;
}

async function tryOut(
  { name, isDownload, locate }: BinarySource,
  { server, oldestMajor, versionOf, keep }: WantedBinary,
  report: Report,
): Promise<Binary | undefined> {
  if (isDownload) {
    report.note(`${server}: fetching it ${name} (once)`);
  }
  const path = await locate();
  if (!path) {
    return undefined;
  }
  const version = await versionOf(path);
  if (Number.parseInt(version, 10) < oldestMajor) {
    throw new Error(`version ${version} is too old, ${oldestMajor} or newer is needed`);
  }
  return { path: isDownload ? await keep(path) : path, version };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n')[0] ?? '';
}
