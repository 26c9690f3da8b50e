import { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/**
 * Opens a module, hands over one service in it, and closes the module again whatever happens.
 *
 * @throws InvalidEnvironment when the environment does not suffice.
 */
export async function withService<Service, Result>(
  module: Type,
  service: abstract new (...dependencies: never[]) => Service,
  use: (service: Service) => Promise<Result>,
): Promise<Result> {
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await use(context.get<Service>(service));
  } finally {
    await context.close();
  }
}
