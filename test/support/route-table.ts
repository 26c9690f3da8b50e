import { RequestMethod, Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { policyOf, RoutePolicy } from '@app/auth';
import { ServedRoute, AppInProcess } from './app-in-process';

/** A route of a controller, and what it declares. */
export interface Route extends ServedRoute {
  readonly policy: RoutePolicy | undefined;
}

export interface RouteTable {
  /** Those that are served, with the HEAD that comes with each GET. */
  readonly routes: readonly Route[];
  /** Served, but by no controller; or of a controller, but not served. */
  readonly strays: readonly string[];
}

/** The documentation has no controller, and is for everybody. */
const documentation = /^\/(docs([/-].*)?|openapi\.json)$/;

/** The API's own table: what its controllers declare, held against what Fastify really serves. */
export function routeTableOf({ app, served }: AppInProcess): RouteTable {
  const declared = controllersOf(app.get(ModulesContainer)).flatMap(routesOf);
  const isOf = (one: ServedRoute) => (route: Route) =>
    [route.url, `/api${route.url}`].includes(one.url) && [route.method, ...(route.method === 'GET' ? ['HEAD'] : [])].includes(one.method);
  const routes = served.flatMap((one) => declared.filter(isOf(one)).map(({ policy }) => ({ ...one, policy })));
  const strays = [
    ...served.filter((one) => !documentation.test(one.url) && !declared.some(isOf(one))),
    ...declared.filter((route) => !served.some((one) => isOf(one)(route))),
  ];
  return { routes, strays: strays.map(({ method, url }) => `${method} ${url}`) };
}

function controllersOf(modules: ModulesContainer): Type[] {
  const wrappers = [...modules.values()].flatMap(({ controllers }) => [...controllers.values()]);
  return wrappers.map(({ metatype }) => metatype as Type);
}

function routesOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, () => unknown>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] as () => unknown;
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const policy = policyOf([handler, controller]);
    return pathsOf(controller).flatMap((base) => pathsOf(handler).map((path) => ({ method, url: joined(base, path), policy })));
  });
}

/** None for what is no route. */
function pathsOf(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return path === undefined ? [] : [path].flat();
}

function joined(...parts: string[]): string {
  return `/${parts.flatMap((part) => part.split('/')).filter(Boolean).join('/')}`;
}
