import { ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError, FieldError } from '@app/contracts';

/** Everything that comes in is checked against its DTO; what the DTO does not know is refused, not dropped. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new DomainError({
        kind: 'invalid',
        code: 'validation_failed',
        message: 'The request is not valid; see errors.',
        details: errors.flatMap((error) => fieldErrorsOf(error)),
      }),
  });
}

function fieldErrorsOf({ property, constraints = {}, children = [] }: ValidationError, parent = ''): FieldError[] {
  const path = parent ? `${parent}.${property}` : property;
  const own = Object.values(constraints).map((message) => ({ path, message }));
  return [...own, ...children.flatMap((child) => fieldErrorsOf(child, path))];
}
