import 'reflect-metadata';

/** How a variable is documented: the README's table and the `.env.example` are held against this. */
export interface VariableDescription {
  readonly name: string;
  readonly about: string;
}

const documented = new Map<object, VariableDescription[]>();

/** Marks a field of the config class as an environment variable and says what it is for. */
export function Variable(about: string): PropertyDecorator {
  return (target, name) => {
    const known = documented.get(target) ?? [];
    documented.set(target, [...known, { name: String(name), about }]);
  };
}

/** The variables of a config class, in the order they are declared. */
export function variablesOf(configClass: { prototype: object }): readonly VariableDescription[] {
  return documented.get(configClass.prototype) ?? [];
}
