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

type SettingsClass<T extends object = object> = new () => T;

const declared: SettingsClass[] = [Config];
let loaded: ReadonlyMap<SettingsClass, object> | undefined;

/** Has a class of variables read and checked with the others when the process starts. */
export function declareSettings(type: SettingsClass): void {
  declared.push(...(declared.includes(type) ? [] : [type]));
}

/**
 * The process's configuration, read once: the environment first, then a `.env` file in the working directory.
 *
 * @throws InvalidEnvironment naming every missing or malformed variable.
 */
export function loadConfig(): Config {
  return loadSettings(Config);
}

/** The same for any class that was declared. */
export function loadSettings<T extends object>(type: SettingsClass<T>): T {
  if (!loaded?.has(type)) {
    loaded = parseSettings(declared, givenEnvironment('.env'));
  }
  return loaded.get(type) as T;
}

/** The variables of this process, completed with those of a `.env` file. */
export function givenEnvironment(envFile: string): Environment {
  return layered(readDotenv({ path: envFile, quiet: true, processEnv: {} }).parsed ?? {}, process.env);
}

/** Puts variables from the `.env` file into the environment, for a library that looks for those of this prefix nowhere else. */
export function shareWithLibraries(prefix: string): void {
  const shared = Object.entries(givenEnvironment('.env')).filter(([name]) => name.startsWith(prefix));
  Object.assign(process.env, Object.fromEntries(shared));
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
  return parseSettings([Config], variables).get(Config) as Config;
}

/**
 * The settings that any set of variables makes, by their classes, each frozen.
 *
 * @throws InvalidEnvironment naming all that is wrong with any of them.
 */
export function parseSettings(types: readonly SettingsClass[], variables: Environment): ReadonlyMap<SettingsClass, object> {
  const { environment, unreadable } = secretsInPlace(variables);
  // What could not be read was given all the same: others that need it beside them are not at fault.
  const given = { ...environment, ...Object.fromEntries(unreadable.map(({ name }) => [name, 'unreadable'])) };
  const parsed = types.map((type) => parsedFrom(given, type));
  const others = parsed.flatMap(({ problems }) => problems).filter(({ name }) => !unreadable.some((one) => one.name === name));
  const problems = [...unreadable, ...others].map(({ problem }) => problem);
  if (problems.length > 0) {
    throw new InvalidEnvironment(problems);
  }
  return new Map(parsed.map(({ type, settings }) => [type, Object.freeze(settings)]));
}

interface Parsed {
  readonly type: SettingsClass;
  readonly settings: object;
  readonly problems: readonly { readonly name: string; readonly problem: string }[];
}

function parsedFrom(environment: Environment, type: SettingsClass): Parsed {
  const given = variablesOf(type)
    .map(({ name }) => [name, environment[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const settings = plainToInstance(type, Object.fromEntries(given), { exposeDefaultValues: true });
  const errors = validateSync(settings, { validationError: { target: false, value: false } });
  return { type, settings, problems: errors.flatMap(problemsOf) };

  function problemsOf({ property: name, constraints = {} }: ValidationError) {
    const isMissing = !given.some(([one]) => one === name);
    const problems = isMissing ? [`${name} is missing`] : Object.values(constraints);
    return problems.map((problem) => ({ name, problem }));
  }
}
