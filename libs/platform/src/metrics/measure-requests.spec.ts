import { connect } from 'node:net';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@app/contracts';
import { eventually } from '../../../../test/support/eventually';
import { listeningApp } from '../../test/listening-app';
import { Metrics } from './metrics';

let arrive: () => void;
const arrived = new Promise<void>((resolve) => (arrive = resolve));

@Controller('orders')
class OrdersController {
  @Get(':id')
  read(@Param('id') id: string): string {
    return id;
  }

  @Get(':id/answer')
  neverAnswer(): Promise<never> {
    arrive();
    return new Promise(() => undefined);
  }

  @Post()
  refuse(): never {
    throw new DomainError({ kind: 'unprocessable', code: 'sku_unknown', message: 'No such product.' });
  }
}

const hostile = ['/..%2f..%2fetc', '/orders/x/y', '/orders/%00', '/%F0%9F%92%A9', '/orders"}', '/a\\b', '/metrics{route="x"}', '//', '/orders/', '/ORDERS/1'];

describe('requests are measured', () => {
  let app: NestFastifyApplication;
  let url: string;
  let metrics: Metrics;

  beforeEach(async () => {
    metrics = new Metrics();
    ({ app, url } = await listeningApp(OrdersController, {}, metrics));
  });
  afterEach(() => app.close());

  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string) => app.inject({ method, url, headers: { host: 'localhost' } });
  const seriesOf = async (name: string) =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(`${name}{`) && !line.endsWith(' 0'));

  it('by the pattern of their route, and the class of the answer', async () => {
    await Promise.all([ask('GET', '/orders/1'), ask('GET', '/orders/2?secret=3'), ask('POST', '/orders')]);
    expect((await seriesOf('http_requests_total')).sort()).toEqual([
      'http_requests_total{route="/orders",method="POST",status="4xx"} 1',
      'http_requests_total{route="/orders/:id",method="GET",status="2xx"} 2',
    ]);
    expect((await seriesOf('http_request_duration_seconds_count')).sort()).toEqual([
      'http_request_duration_seconds_count{route="/orders",method="POST"} 1',
      'http_request_duration_seconds_count{route="/orders/:id",method="GET"} 2',
    ]);
  });

  it('also where they are refused before anything looks at them', async () => {
    await app.inject({ method: 'GET', url: '/orders/1', headers: { host: 'localhost', 'content-encoding': 'gzip' } });
    expect(await seriesOf('http_requests_total')).toEqual(['http_requests_total{route="/orders/:id",method="GET",status="4xx"} 1']);
  });

  it('also where the client went away before it was answered', async () => {
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write('GET /orders/slow/answer HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived;
    client.destroy();
    await eventually(async () =>
      expect(await seriesOf('http_requests_total')).toEqual(['http_requests_total{route="/orders/:id/answer",method="GET",status="aborted"} 1']),
    );
  });

  it('under one name when no route takes them, whatever they ask for and however', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => ask('GET', `/nowhere/${i}`)));
    await Promise.all(['PUT', 'DELETE', 'OPTIONS', 'PATCH'].map((method) => ask(method as 'DELETE', '/orders/1')));
    expect(await seriesOf('http_requests_total')).toEqual(['http_requests_total{route="unmatched",method="any",status="4xx"} 204']);
  });

  it('in no more series than there are routes, whoever sends what', async () => {
    await Promise.all(hostile.flatMap((path) => [ask('GET', path), ask('POST', path), ask('DELETE', path)]));
    const told = [...(await metrics.text()).matchAll(/http_requests_total\{route="([^"]*)",method="([^"]*)"/g)];
    const series = new Set(told.map(([, route, method]) => `${method} ${route}`));
    expect([...series].sort()).toEqual(['GET /orders/:id', 'any unmatched']);
  });
});
