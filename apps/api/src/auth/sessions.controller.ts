import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiLink, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, AuthQueries, CurrentUser, EndSession, LogOutEverywhere } from '@app/auth';
import { ApiProblems } from '../api-problems';
import { SessionListDto } from './session-list.dto';
import { SessionDto } from './session.dto';

@ApiTags('auth')
@ApiBearerAuth()
@Authenticated()
@Controller('auth/sessions')
export class SessionsController {
  constructor(
    private readonly queries: AuthQueries,
    private readonly endSession: EndSession,
    private readonly logOutEverywhere: LogOutEverywhere,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where am I logged in?', description: 'The log-ins that have not ended, newest first.' })
  @ApiOkResponse({ type: SessionListDto })
  async list(@CurrentUser() user: AuthenticatedUser): Promise<SessionListDto> {
    const sessions = await this.queries.ownSessions(user.id);
    return { data: sessions.map((session) => SessionDto.of(session, user.sessionId)) };
  }

  @Delete(':id')
  @ApiLink({ from: SessionListDto, fromField: 'data/0/id', routeParam: 'id' })
  @HttpCode(204)
  @ApiOperation({ summary: 'End one log-in', description: 'That of a device you lost, say. 404 when it has ended already.' })
  @ApiParam({ name: 'id', type: String })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async end(@CurrentUser() user: AuthenticatedUser, @Param('id') id: string): Promise<void> {
    await this.endSession.execute(user.id, id);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out everywhere', description: 'Ends every log-in, that of this request included.' })
  @ApiNoContentResponse()
  async endAll(@CurrentUser() user: AuthenticatedUser): Promise<void> {
    await this.logOutEverywhere.execute(user.id);
  }
}
