import { Body, Controller, Get, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiLink, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthenticatedUser, AuthQueries, ChangeUser, CurrentUser, Roles, User } from '@app/auth';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { RequestHeader } from '../request-header';
import { SignedCursors } from '../signed-cursors';
import { accountTagForm, accountTagOf, parseAccountMatch } from './account-tag';
import { AccountDto, AccountPageDto } from './account.dto';
import { ChangeUserDto } from './change-user.dto';
import { ListUsersQueryDto } from './list-users.query.dto';

const headers = { ETag: { description: 'What the user may do, for If-Match.', schema: { type: 'string', example: '"customer"' } } } as const;

const ifMatch = {
  name: 'If-Match',
  required: false,
  description: 'The ETag of the user as you saw it: 412 when they may do something else by now.',
  schema: { type: 'string', pattern: accountTagForm, example: '"customer"' },
} as const;

/** Who has an account, and what an administrator does about it. */
@ApiTags('admin')
@ApiBearerAuth()
@ApiProblems(403)
@Roles('admin')
@Controller('admin/users')
export class UsersController {
  constructor(
    private readonly queries: AuthQueries,
    private readonly changeUser: ChangeUser,
    private readonly cursors: SignedCursors,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List users', description: 'Newest first, or the one with an e-mail. Administrators only.' })
  @ApiOkResponse({ type: AccountPageDto })
  async list(@Query() query: ListUsersQueryDto, @CurrentUser() viewer: AuthenticatedUser): Promise<AccountPageDto> {
    const { data, nextCursor } = await this.cursors.page('users', viewer.id, query, (at) => this.queries.accounts(at));
    return { data: data.map((user) => AccountDto.of(user)), nextCursor };
  }

  @Get(':id')
  @ApiLink({ from: AccountPageDto, fromField: 'data/0/id', routeParam: 'id' })
  @ApiOperation({ summary: 'Read a user', description: 'Administrators only.' })
  @ApiOkResponse({ type: AccountDto, headers })
  @ApiProblems(404)
  async byId(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccountDto> {
    return answerWithAccount(await this.queries.account(id), reply);
  }

  @Patch(':id')
  @ApiLink({ from: AccountPageDto, fromField: 'data/0/id', routeParam: 'id' })
  @ApiOperation({
    summary: 'Disable or enable a user, or change the role',
    description:
      'Who is disabled, or gets another role, is logged out everywhere: at once where it takes a role, within half a minute ' +
      'elsewhere. Nobody can disable or demote themselves (409). Administrators only.',
  })
  @ApiHeader(ifMatch)
  @ApiBody({ type: ChangeUserDto, required: false })
  @ApiOkResponse({ type: AccountDto, headers })
  @ApiProblems(404, 409, 412)
  async change(
    @Param('id') userId: string,
    @Body() { role, disabled }: ChangeUserDto = {},
    @CurrentUser() { id: by }: AuthenticatedUser,
    @RequestHeader('if-match') match: string | undefined,
    @Req() { id: requestId }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountDto> {
    const expected = parseAccountMatch(match);
    return answerWithAccount(await this.changeUser.execute({ userId, by, role, disabled, expected, requestId }), reply);
  }
}

function answerWithAccount(user: User, reply: FastifyReply): AccountDto {
  reply.header('etag', accountTagOf(user));
  return AccountDto.of(user);
}
