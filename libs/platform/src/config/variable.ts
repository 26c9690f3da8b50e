import 'reflect-metadata';

/** How a variable is documented: the README's table and the `.env.example` are held against this. */
export interface VariableDescription {
  readonly name: string;
  readonly about: string;
  /** The variable that may name a file with the value in it instead; only secrets have one. */
  readonly file?: string;
}

const documented = new Map<object, VariableDescription[]>();

/** Marks a field of the config class as an environment variable and says what it is for. */
export function Variable(about: string): PropertyDecorator {
  return (target, name) => document(target, { name: String(name), about });
}

/** The same for what nobody else may see: it can be given in a file, too, which `<NAME>_FILE` names. */
export function SecretVariable(about: string): PropertyDecorator {
  return (target, name) => document(target, { name: String(name), about, file: `${String(name)}_FILE` });
}

/** The variables of a config class, in the order they are declared. */
export function variablesOf(configClass: { prototype: object }): readonly VariableDescription[] {
  return documented.get(configClass.prototype) ?? [];
}

/** The secrets of all config classes, and the variables that may name a file with them. */
export function documentedSecrets(): readonly Required<Pick<VariableDescription, 'name' | 'file'>>[] {
  return [...documented.values()].flat().flatMap(({ name, file }) => (file === undefined ? [] : [{ name, file }]));
}

function document(target: object, variable: VariableDescription): void {
  documented.set(target, [...(documented.get(target) ?? []), variable]);
}
