import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { config as readDotenv } from 'dotenv';
import { Config } from './config';
import { Environment, layered, secretsInPlace } from './secret-files';
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
  loaded ??= parseConfig(givenEnvironment('.env'));
  return loaded;
}

/** The variables of this process, completed with those of a `.env` file. */
export function givenEnvironment(envFile: string): Environment {
  return layered(readDotenv({ path: envFile, quiet: true, processEnv: {} }).parsed ?? {}, process.env);
}

/**
 * The variables with secrets read from the files that `<NAME>_FILE` names, for those who look at them before the config does.
 *
 * @throws InvalidEnvironment naming every file that is no use.
 */
export function withSecretsRead(given: Environment): Environment {
  const { environment, unreadable } = secretsInPlace(given);
  if (unreadable.length > 0) {
    throw new InvalidEnvironment(unreadable.map(({ problem }) => problem));
  }
  return environment;
}

/** The configuration that any set of variables makes. An empty string counts as not set. */
export function parseConfig(variables: Environment): Config {
  const { environment, unreadable } = secretsInPlace(variables);
  // What could not be read was given all the same: others that need it beside them are not at fault.
  const standIns = Object.fromEntries(unreadable.map(({ name }) => [name, 'unreadable']));
  const given = variablesOf(Config)
    .map(({ name }) => [name, standIns[name] ?? environment[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const config = plainToInstance(Config, Object.fromEntries(given), { exposeDefaultValues: true });
  const errors = validateSync(config, { validationError: { target: false, value: false } });
  const others = errors.filter(({ property }) => !unreadable.some(({ name }) => name === property));
  const problems = [...unreadable.map(({ problem }) => problem), ...others.flatMap(describe)];
  if (problems.length > 0) {
    throw new InvalidEnvironment(problems);
  }
  return Object.freeze(config);

  function describe({ property, constraints = {} }: ValidationError): string[] {
    const isMissing = !given.some(([name]) => name === property);
    return isMissing ? [`${property} is missing`] : Object.values(constraints);
  }
}
