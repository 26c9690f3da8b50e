import { ModuleMetadata, Type } from '@nestjs/common';
import { PasswordHasher } from '@app/auth';
import { PricingPolicy } from '@app/orders';

/** A shop's own rules of taking orders; what is left out keeps its default. */
export interface ApiExtensions {
  /** What a customer pays. Default: `ListPrice`. */
  pricing?: Type<PricingPolicy>;
  /** How passwords are kept. Default: `Argon2PasswordHasher`. */
  passwordHasher?: Type<PasswordHasher>;
  /** Modules whose exports these inject. */
  imports?: NonNullable<ModuleMetadata['imports']>;
}
