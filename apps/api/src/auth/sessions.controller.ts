import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthenticatedUser, AuthQueries, CurrentUser, LogOutEverywhere } from '@app/auth';
import { ApiProblems } from '../api-problems';
import { SessionListDto } from './session-list.dto';
import { SessionDto } from './session.dto';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/sessions')
export class SessionsController {
  constructor(
    private readonly queries: AuthQueries,
    private readonly logOutEverywhere: LogOutEverywhere,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where am I logged in?', description: 'The log-ins that have not ended, newest first.' })
  @ApiOkResponse({ type: SessionListDto })
  @ApiProblems(401, 503)
  async list(@CurrentUser() user: AuthenticatedUser): Promise<SessionListDto> {
    const sessions = await this.queries.ownSessions(user.id);
    return { data: sessions.map((session) => SessionDto.of(session, user.sessionId)) };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out everywhere', description: 'Ends every log-in, that of this request included.' })
  @ApiNoContentResponse()
  @ApiProblems(401, 503)
  async endAll(@CurrentUser() user: AuthenticatedUser): Promise<void> {
    await this.logOutEverywhere.execute(user.id);
  }
}
