import { Controller, Get, Header, Headers } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@app/auth';
import { metricsContentType, MetricsPage } from '@app/platform';

/** For Prometheus. Its own token, if there is one, is no log-in: the guards let everybody pass. */
@Public()
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly page: MetricsPage) {}

  @Get()
  @Header('content-type', metricsContentType)
  read(@Headers('authorization') authorization?: string): Promise<string> {
    return this.page.text(authorization);
  }
}
