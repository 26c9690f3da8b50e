import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DynamicModule, FactoryProvider, Type } from '@nestjs/common';
import { orderEventTypes, parseOrderEvent } from '@app/contracts';
import { mayBecome, orderStatuses } from '@app/orders';
import { MongooseModule } from '@nestjs/mongoose';
import { IndexDefinition, IndexOptions, Schema } from 'mongoose';
import { ApiModule } from '../apps/api/src/api.module';
import { OrderProcessorModule } from '../apps/order-processor/src/order-processor.module';

/** docs/order-flow.md, held against the code: its states, its events, and who keeps what in MongoDB. */
const page = readFileSync(resolve(__dirname, '../docs/order-flow.md'), 'utf8');
const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const rowsOf = (title: string) => [...section(title).matchAll(/^\| (.+) \|$/gm)].map(([, cells = '']) => cells.split(' | ')).slice(1);
const unquoted = (text = '') => text.replace(/`/g, '');

describe('the states', () => {
  const transitions = orderStatuses.flatMap((from) => orderStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`));
  const arrows = [...section('States').matchAll(/^ {2}(\S+) --> (\S+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
  const fromThere = (from: string) => transitions.some((transition) => transition.startsWith(`${from} →`));

  it('are drawn as the code has them', () => {
    const ends = orderStatuses.filter((status) => !fromThere(status)).map((status) => `${status} → [*]`);
    expect(arrows.sort()).toEqual(['[*] → PENDING', ...transitions, ...ends].sort());
  });

  it('are listed with who changes them', () => {
    const rows = rowsOf('States').map(([from, to]) => `${unquoted(from)} → ${unquoted(to)}`);
    expect(rows.sort()).toEqual(['– → PENDING', ...transitions].sort());
  });
});

describe('the events', () => {
  it.each(orderEventTypes)('of type %s are told of as the code reads them', (type) => {
    const [, version = '', , fields = ''] = rowsOf('Events').find(([name]) => name === `\`${type}\``) ?? [];
    const data = Object.fromEntries(unquoted(fields).split(', ').map((name) => [name, name === 'version' ? 1 : 'some-id']));
    const envelope = { id: 'order-1-v1', occurredAt: '2026-01-01T00:00:00Z', correlationId: 'request-1' };
    expect(parseOrderEvent(JSON.stringify({ ...envelope, type, version: Number(version), data })).data).toEqual(data);
  });

  it('are all there are', () => {
    expect(rowsOf('Events').map(([type]) => unquoted(type))).toEqual([...orderEventTypes]);
  });
});

interface Kept {
  readonly collection: string;
  readonly lib: string;
  readonly indexes: string;
}

describe('the collections', () => {
  const kept = new Map([ApiModule.register(), OrderProcessorModule.register()].flatMap((app) => collectionsOf(app)).map((one) => [one.collection, one]));

  it('are all told of, with their lib and their indexes', () => {
    const rows = rowsOf('Who writes what').map(([collection, lib = '', , indexes]) => ({
      collection: unquoted(collection),
      lib,
      indexes: unquoted(indexes),
    }));
    expect(rows.sort(byName)).toEqual([...kept.values()].sort(byName));
  });
});

const byName = (one: Kept, other: Kept) => one.collection.localeCompare(other.collection);

/** What a module and those below it register with mongoose. */
function collectionsOf(module: Type | DynamicModule): Kept[] {
  const type = isDynamic(module) ? module.module : module;
  const imports = importsOf(module);
  const models = imports.filter(isDynamic).filter((imported) => imported.module === MongooseModule);
  const own = models.flatMap(({ providers = [] }) => (providers as FactoryProvider[]).flatMap(schemasFrom));
  const others = imports.filter((imported) => !isDynamic(imported) || imported.module !== MongooseModule);
  return [...own.map((schema) => keptIn(schema, type)), ...others.flatMap(collectionsOf)];
}

function importsOf(module: Type | DynamicModule): (Type | DynamicModule)[] {
  const type = isDynamic(module) ? module.module : module;
  const declared: unknown[] = (Reflect.getMetadata('imports', type) as unknown[] | undefined) ?? [];
  const registered: unknown[] = isDynamic(module) ? (module.imports ?? []) : [];
  return [...declared, ...registered] as (Type | DynamicModule)[];
}

function isDynamic(module: Type | DynamicModule): module is DynamicModule {
  return 'module' in module;
}

/** Lets a provider make its model on a connection that only remembers the schema. */
function schemasFrom({ useFactory }: FactoryProvider): Schema[] {
  const schemas: Schema[] = [];
  useFactory({ models: {}, model: (_name: string, schema: Schema) => schemas.push(schema) });
  return schemas;
}

function keptIn(schema: Schema, owner: Type): Kept {
  const collection = String(schema.get('collection'));
  const lib = owner.name.replace(/Module$/, '').toLowerCase();
  return { collection, lib, indexes: schema.indexes().map(indexAsText).join(' · ') };
}

function indexAsText([fields, options]: [IndexDefinition, IndexOptions]): string {
  const keys = Object.entries(fields).map(([name, order]) => `${order === -1 ? '-' : ''}${name}`);
  const { unique, sparse, partialFilterExpression, expireAfterSeconds } = options;
  const marks = [
    unique ? 'unique' : '',
    sparse ? 'sparse' : '',
    partialFilterExpression ? 'partial' : '',
    expireAfterSeconds === undefined ? '' : `TTL ${expireAfterSeconds} s`,
  ];
  return [keys.join(', '), ...marks.filter(Boolean)].join(' ');
}
