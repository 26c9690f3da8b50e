import { Controller, Get } from '@nestjs/common';
import { Public } from '@app/auth';
import { Health, HealthReport } from '@app/platform';

/** For whatever runs the process: restart it when it is not live, send it no work when it is not ready. */
@Public()
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
