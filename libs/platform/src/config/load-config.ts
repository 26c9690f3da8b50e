import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { config as readDotenv } from 'dotenv';
import { Config } from './config';
import { variablesOf } from './variable';

/** The environment is unusable; the message lists every variable at fault and prints no value. */
export class InvalidEnvironment extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The environment is not usable:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.name = 'InvalidEnvironment';
  }
}

let loaded: Config | undefined;

/**
 * The process's configuration, read once: the environment first, then a `.env` file in the working directory.
 *
 * @throws InvalidEnvironment naming every missing or malformed variable.
 */
export function loadConfig(): Config {
  loaded ??= parseConfig({ ...readDotenv({ quiet: true, processEnv: {} }).parsed, ...process.env });
  return loaded;
}

/** The same for any set of variables. An empty string counts as not set. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const given = variablesOf(Config)
    .map(({ name }) => [name, environment[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const config = plainToInstance(Config, Object.fromEntries(given), { exposeDefaultValues: true });
  const problems = validateSync(config, { validationError: { target: false, value: false } }).flatMap(describe);
  if (problems.length > 0) {
    throw new InvalidEnvironment(problems);
  }
  return Object.freeze(config);

  function describe({ property, constraints = {} }: ValidationError): string[] {
    const isMissing = !given.some(([name]) => name === property);
    return isMissing ? [`${property} is missing`] : Object.values(constraints);
  }
}
