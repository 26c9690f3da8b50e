import { ValidateIf } from 'class-validator';

/** What a field has to be where it is sent. Unlike with `IsOptional`, null is no way to leave it out. */
export function UnlessLeftOut(): PropertyDecorator {
  return (target, name) => ValidateIf((dto: Record<PropertyKey, unknown>) => dto[name] !== undefined)(target, name);
}
