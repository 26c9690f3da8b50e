import 'reflect-metadata';
import { ApiModule } from '../src/api.module';

export type Dto = new () => object;

/** What the documentation says of a field. */
interface Field {
  readonly type: unknown;
  readonly isArray?: boolean;
  readonly enum?: readonly unknown[];
  /** Of an array of these. */
  readonly items?: { readonly enum?: readonly unknown[] };
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Shown to be right or wrong and forgotten: whatever they hold, nobody keeps or shows it. */
const secrets = new Set(['cursor', 'refreshToken', 'token', 'password', 'currentPassword', 'newPassword']);
const unfit = /[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u;

const from = { body: '3', query: '4', param: '5' } as const;

/** The DTOs that the API's handlers take from there, by the names of their classes. */
export function dtosFrom(source: keyof typeof from): Map<string, Dto> {
  const handlers = (Reflect.getMetadata('controllers', ApiModule) as Dto[]).flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).map((handler) => [controller, handler] as const),
  );
  const dtos = handlers.flatMap(([controller, handler]) => {
    const args = Object.entries<{ index: number }>(Reflect.getMetadata('__routeArguments__', controller, handler) ?? {});
    const types = Reflect.getMetadata('design:paramtypes', controller.prototype, handler) as Dto[];
    return args.filter(([kind]) => kind.startsWith(`${from[source]}:`)).map(([, { index }]) => types[index]);
  });
  return new Map(dtos.filter((dto) => dto !== undefined && fieldsOf(dto).size > 0).map((dto = Object) => [dto.name, dto]));
}

/** A valid value, by the examples of the documentation. */
export function exampleOf(dto: Dto): Record<string, unknown> {
  const examples = [...fieldsOf(dto)].map(([name, field]) => [name, field.example ?? field.default ?? field.enum?.[0]]);
  return Object.fromEntries(examples.filter(([, example]) => example !== undefined)) as Record<string, unknown>;
}

/** The names of its fields, by the documentation. */
export function fieldNamesOf(dto: Dto): string[] {
  return [...fieldsOf(dto).keys()];
}

/** Where the object is not what the documentation says of the DTO; nothing where it is. */
export function departures(value: unknown, dto: Dto): string[] {
  if (!(value instanceof dto)) {
    return [`is no ${dto.name}`];
  }
  const fields = fieldsOf(dto);
  const unknown = Object.keys(value).filter((name) => !fields.has(name));
  const wrong = [...fields].filter(([name, field]) => !isAsDocumented(name, (value as Record<string, unknown>)[name], field));
  return [...unknown.map((name) => `${name} is unknown`), ...wrong.map(([name]) => `${name} is not as documented`)];
}

function fieldsOf(dto: Dto): Map<string, Field> {
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype as object) ?? []) as string[];
  return new Map(
    names.map((name) => [name.slice(1), Reflect.getMetadata('swagger/apiModelProperties', dto.prototype as object, name.slice(1)) as Field]),
  );
}

function isAsDocumented(name: string, value: unknown, field: Field): boolean {
  if (value === undefined || value === null) {
    return value === undefined ? field.required === false : field.nullable === true;
  }
  if (!field.isArray) {
    return isOfType(name, value, field);
  }
  const { minItems = 0, maxItems = 0 } = field;
  return Array.isArray(value) && minItems <= value.length && value.length <= maxItems && value.every((one) => isOfType(name, one, field));
}

function isOfType(name: string, value: unknown, field: Field): boolean {
  const choices = field.enum ?? field.items?.enum;
  if (choices) {
    return choices.includes(value);
  }
  if (field.type === 'integer') {
    const { minimum = NaN, maximum = NaN } = field;
    return Number.isSafeInteger(value) && !Object.is(value, -0) && Number(value) >= minimum && Number(value) <= maximum;
  }
  if (field.type === Boolean) {
    return typeof value === 'boolean';
  }
  return field.type === String ? typeof value === 'string' && isFit(name, value, field) : departures(value, field.type as Dto).length === 0;
}

function isFit(name: string, text: string, { pattern, minLength = 0, maxLength = 1000 }: Field): boolean {
  const { length } = [...text];
  return secrets.has(name)
    ? length <= 1000
    : minLength <= length && length <= maxLength && !unfit.test(text) && text === text.normalize('NFC') && new RegExp(pattern ?? '').test(text);
}
