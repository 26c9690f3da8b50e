import { Body, Controller, Delete, Get, HttpCode, Logger, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiLink, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthenticatedRequest, currentUser, Roles } from '@app/auth';
import { DeadLetterOffice, LetterChoice } from '@app/messaging';
import { Throttle } from '@app/platform';
import { FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { DeadLetterIdParamDto } from './dead-letter-id-param.dto';
import { DeadLetterDto, DeadLetterListDto } from './dead-letter.dto';
import { DeadLettersDroppedDto, DeadLettersRedrivenDto } from './dead-letters-mended.dto';
import { RedriveDeadLettersDto } from './dead-letters-to-redrive.dto';
import { DeadLettersQueryDto } from './dead-letters.query.dto';

/** It asks every queue. */
const looks = { name: 'looks-at-dead-letters', limit: 60, seconds: 60 };

type AdminRequest = FastifyRequest & AuthenticatedRequest;

/** What failed for good, and what an administrator does about it; every such act is logged with who asked for it. */
@ApiTags('admin')
@ApiBearerAuth()
@ApiProblems(403)
@Roles('admin')
@Controller('admin/dead-letters')
export class DeadLettersController {
  private readonly logger = new Logger(DeadLettersController.name);

  constructor(private readonly office: DeadLetterOffice) {}

  @Get()
  @Throttle(looks)
  @ApiOperation({
    summary: 'List the messages that failed for good',
    description: 'With the reason, newest first. One that is being dealt with at this moment may be missing. Administrators only, 60 times a minute.',
  })
  @ApiOkResponse({ type: DeadLetterListDto })
  async list(@Query() { limit }: DeadLettersQueryDto): Promise<DeadLetterListDto> {
    const [total, letters] = await Promise.all([this.office.count(), this.office.list(limit)]);
    return { data: letters.map((letter) => DeadLetterDto.of(letter)), total: Math.max(total, letters.length), nextCursor: null };
  }

  @Post('redrive')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send them back to where they failed',
    description:
      'All, or those named. 404 names those that are not there; the others are sent nevertheless. What of all is not sent within fifteen ' +
      'seconds stays: ask again as long as any is sent. Administrators only.',
  })
  @ApiBody({ type: RedriveDeadLettersDto, required: false })
  @ApiOkResponse({ type: DeadLettersRedrivenDto })
  @ApiProblems(404)
  async redrive(
    @Body() { ids }: RedriveDeadLettersDto = {},
    @Req() request: AdminRequest,
  ): Promise<DeadLettersRedrivenDto> {
    return { redriven: await this.redriveFor(request, ids ?? 'all') };
  }

  @Post(':id/redrive')
  @ApiLink({ from: DeadLetterListDto, fromField: 'data/0/id', routeParam: 'id' })
  @HttpCode(200)
  @ApiOperation({ summary: 'Send one back to where it failed', description: 'Administrators only.' })
  @ApiOkResponse({ type: DeadLettersRedrivenDto })
  @ApiProblems(404)
  async redriveOne(
    @Param() { id }: DeadLetterIdParamDto,
    @Req() request: AdminRequest,
  ): Promise<DeadLettersRedrivenDto> {
    return { redriven: await this.redriveFor(request, [id]) };
  }

  @Delete()
  @ApiOperation({ summary: 'Delete them all for good', description: 'As many as fifteen seconds suffice for. Administrators only.' })
  @ApiOkResponse({ type: DeadLettersDroppedDto })
  async dropAll(@Req() request: AdminRequest): Promise<DeadLettersDroppedDto> {
    return { dropped: await this.dropFor(request, 'all') };
  }

  @Delete(':id')
  @ApiLink({ from: DeadLetterListDto, fromField: 'data/0/id', routeParam: 'id' })
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one for good', description: 'Administrators only.' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async drop(@Param() { id }: DeadLetterIdParamDto, @Req() request: AdminRequest): Promise<void> {
    await this.dropFor(request, [id]);
  }

  /** Logged before, too: what was begun must be known even if it is not finished. */
  private async redriveFor(request: AdminRequest, letters: LetterChoice): Promise<number> {
    const by = trailOf(request);
    this.logger.log({ ...by, letters }, 'Dead letters are to be sent back');
    const redriven = await this.office.redrive(letters, { requestId: request.id });
    this.logger.log({ ...by, redriven }, 'Dead letters sent back');
    return redriven;
  }

  private async dropFor(request: AdminRequest, letters: LetterChoice): Promise<number> {
    const by = trailOf(request);
    this.logger.log({ ...by, letters }, 'Dead letters are to be dropped');
    const dropped = await this.office.drop(letters, { requestId: request.id });
    this.logger.log({ ...by, dropped }, 'Dead letters dropped');
    return dropped;
  }
}

function trailOf(request: AdminRequest): { actor: string; requestId: string } {
  return { actor: currentUser(request).id, requestId: request.id };
}
