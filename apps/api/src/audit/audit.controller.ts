import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@app/auth';
import { Throttle } from '@app/platform';
import { ApiProblems } from '../api-problems';
import { AuditDatabase } from './audit-database';
import { AuditDto } from './audit.dto';
import { AuditQueryDto } from './audit.query.dto';

/** It reads everything there is. */
const audits = { name: 'audits', limit: 6, seconds: 60 };

@ApiTags('admin')
@ApiBearerAuth()
@Roles('admin')
@Controller('admin/audit')
export class AuditController {
  constructor(private readonly auditDatabase: AuditDatabase) {}

  @Get()
  @Throttle(audits)
  @ApiOperation({
    summary: 'Audit the database',
    description:
      'Administrators only. Reads everything as it is at one moment and counts what should not be: stock against its ledger ' +
      'against orders, orders that are stuck, customers who were not told. Takes about a minute for a million orders. Six times a minute.',
  })
  @ApiOkResponse({ type: AuditDto })
  @ApiProblems(403)
  async run(@Query() { graceSeconds }: AuditQueryDto): Promise<AuditDto> {
    return AuditDto.of(await this.auditDatabase.execute({ graceSeconds }));
  }
}
