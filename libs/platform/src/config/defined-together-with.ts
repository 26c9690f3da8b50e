import { registerDecorator, ValidationArguments } from 'class-validator';

/** A field that makes no sense without another: the field is at fault when it is set and the other is not. */
export function DefinedTogetherWith(other: string): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'definedTogetherWith',
      target: target.constructor,
      propertyName: String(propertyName),
      options: { message: `$property needs ${other} beside it` },
      validator: {
        validate: (value: unknown, { object }: ValidationArguments) =>
          value === undefined || (object as Record<string, unknown>)[other] !== undefined,
      },
    });
}
