import { ExecutionContext, Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Role } from '../domain/role';

/** Who may use a route: everybody, whoever is logged in, or who has one of these roles. */
export type RoutePolicy = 'public' | 'authenticated' | readonly Role[];

type Handler = ReturnType<ExecutionContext['getHandler']>;

const reflector = new Reflector();
const declaredPolicy = Reflector.createDecorator<RoutePolicy>();

/** Gives a route, or all of a controller, its policy; what a handler declares itself wins. @throws Error for a second policy in the same place. */
export function declarePolicy(policy: RoutePolicy): MethodDecorator & ClassDecorator {
  return <T>(target: object, key?: string | symbol, method?: TypedPropertyDescriptor<T>) => {
    const place = (method?.value ?? target) as { readonly name?: string };
    if (Reflect.hasOwnMetadata(declaredPolicy.KEY, place)) {
      throw new Error(`${String(key ?? place.name)} declares two policies; the order of its decorators would decide.`);
    }
    Reflect.defineMetadata(declaredPolicy.KEY, policy, place);
  };
}

/** The policy of a route. Undefined: it declares none, and is closed to everybody. */
export function policyOf(route: [Handler, Type]): RoutePolicy | undefined {
  return reflector.getAllAndOverride(declaredPolicy, route);
}
