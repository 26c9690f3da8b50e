import { Type } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { DtoPipe } from '../../apps/api/src/dto.pipe';
import { Refusal } from './refusal';

const pipe = new DtoPipe();

/**
 * What the API would make of this body.
 *
 * @throws Refusal with every fault, in the words of the API.
 */
export function checked<Dto extends object>(dto: Type<Dto>, fields: object): Dto {
  try {
    return pipe.transform(fields, { type: 'body', metatype: dto }) as Dto;
  } catch (error) {
    if (error instanceof DomainError) {
      throw new Refusal(error.details.map(({ message }) => `${message}.`).join(' '));
    }
    throw error;
  }
}
