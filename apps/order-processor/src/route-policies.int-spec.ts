import { Controller, Get } from '@nestjs/common';
import { AppInProcess } from '../../../test/support/app-in-process';
import { routeTableOf } from '../../../test/support/route-table';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'secret';
  }
}

let processor: AppInProcess;

beforeAll(async () => {
  processor = await AppInProcess.orderProcessor({ controllers: [ForgottenController] });
});
afterAll(() => processor.stop());

describe('the routes of the order processor', () => {
  it('are for probes and scrapers, and open to them', async () => {
    const { routes, strays } = routeTableOf(processor);
    const declared = routes.filter(({ policy }) => policy !== undefined);
    expect(strays).toEqual([]);
    expect(declared.map(({ method, url, policy }) => `${method} ${url} ${String(policy)}`)).toEqual([
      'GET /health/live public',
      'HEAD /health/live public',
      'GET /health/ready public',
      'HEAD /health/ready public',
      'GET /metrics public',
      'HEAD /metrics public',
    ]);
    expect(await processor.call('GET', '/health/live')).toMatchObject({ status: 200 });
  });

  it('are closed when they declare nothing', async () => {
    expect(await processor.call('GET', '/forgotten')).toMatchObject({ status: 401 });
    expect(await processor.call('GET', '/forgotten', { by: await processor.register('admin') })).toMatchObject({ status: 403 });
  });
});
