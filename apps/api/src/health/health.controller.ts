import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '@app/auth';
import { Health } from '@app/platform';
import { HealthDto } from './health.dto';

/** For whatever runs the process: restart it when it is not live, send it no requests when it is not ready. */
@Public()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ summary: 'Does the process live?' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return this.health.live();
  }

  @Get('ready')
  @ApiOperation({ summary: 'Can the process serve?', description: '503 names each part that is missing.' })
  @ApiOkResponse({ type: HealthDto })
  ready(): Promise<HealthDto> {
    return this.health.ready();
  }
}
