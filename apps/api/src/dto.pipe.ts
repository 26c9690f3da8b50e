import { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { DomainError, FieldError } from '@app/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';

const rules = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

/** Enough to mend a request by; names that a client made up may be as long as a body. */
const mostFaults = 100;
const longestText = 200;

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object]);

/**
 * Everything that comes in is checked against its DTO; what the DTO does not know is refused, not dropped. Leaner than
 * Nest's own pipe, which also guards against values that no JSON can hold, and field names that the app's hooks refuse.
 */
export class DtoPipe implements PipeTransform<unknown, unknown> {
  /** @throws DomainError `validation_failed` (invalid), with every fault at once, up to a hundred, each by its path. */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    return type === 'custom' || metatype === undefined || builtIn.has(metatype) ? value : dtoOf(metatype, type, value);
  }
}

/** What was not sent says nothing, and may do so; null says something that no DTO knows. */
function dtoOf(metatype: Type, type: string, value: unknown = {}): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw validationFailed([{ path: type, message: 'must be an object' }]);
  }
  const passedOver = type === 'query' ? inheritedNames(value) : [];
  if (passedOver.length > 0) {
    throw validationFailed(passedOver.map((name) => ({ path: name, message: `property ${name} should not exist` })));
  }
  const dto: unknown = plainToInstance(metatype, value);
  const errors = validateSync(dto as object, rules);
  if (errors.length > 0) {
    throw validationFailed(errors.flatMap((error) => fieldErrorsOf(error)));
  }
  return dto;
}

/** Names like `toString`, which class-transformer drops in silence. The app's hooks refuse a body for them. */
function inheritedNames(value: object): string[] {
  return Object.keys(value).filter((name) => name in Object.prototype);
}

function validationFailed(faults: FieldError[]): DomainError {
  const details = faults
    .slice(0, mostFaults)
    .map(({ path, message }) => ({ path: path.slice(0, longestText), message: message.slice(0, longestText) }));
  return new DomainError({ kind: 'invalid', code: 'validation_failed', message: 'The request is not valid; see errors.', details });
}

function fieldErrorsOf({ property, constraints = {}, children = [] }: ValidationError, parent?: string): FieldError[] {
  const path = [parent, property].filter((step) => step !== undefined).join('.');
  const own = Object.values(constraints).map((message) => ({ path, message }));
  return [...own, ...children.flatMap((child) => fieldErrorsOf(child, path))];
}
