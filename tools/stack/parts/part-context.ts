import { Ports } from '../ports';
import { ProcessGroup } from '../process/process-group';
import { Report } from '../report';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What every part of the stack is started with. */
export interface PartContext {
  readonly dataDir: string;
  readonly binDir: string;
  /** What the user set; a part that it names elsewhere is not started. */
  readonly environment: Environment;
  /** For tests: free ports, empty databases, nothing kept, MongoDB's fault injection on. */
  readonly forTests: boolean;
  readonly ports: Ports;
  readonly processes: ProcessGroup;
  readonly report: Report;
}

/** The variables through which the apps reach a part. */
export type PartVariables = Readonly<Record<string, string>>;
