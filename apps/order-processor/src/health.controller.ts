import { Controller, Get } from '@nestjs/common';
import { Health, HealthReport } from '@app/platform';

/** For whatever runs the process: restart it when it is not live, send it no work when it is not ready. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  live(): HealthReport {
    return this.health.live();
  }

  @Get('ready')
  ready(): Promise<HealthReport> {
    return this.health.ready();
  }
}
