import { Body, Controller, Get, Param, Patch, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiLink, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthenticatedUser, AuthQueries, ChangeUser, CurrentUser, Roles } from '@app/auth';
import { FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { SignedCursors } from '../signed-cursors';
import { AccountDto, AccountPageDto } from './account.dto';
import { ChangeUserDto } from './change-user.dto';
import { ListUsersQueryDto } from './list-users.query.dto';

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
  @ApiOkResponse({ type: AccountDto })
  @ApiProblems(404)
  async byId(@Param('id') id: string): Promise<AccountDto> {
    return AccountDto.of(await this.queries.account(id));
  }

  @Patch(':id')
  @ApiLink({ from: AccountPageDto, fromField: 'data/0/id', routeParam: 'id' })
  @ApiOperation({
    summary: 'Disable or enable a user, or change the role',
    description:
      'Who is disabled, or gets another role, is logged out everywhere: at once where it takes a role, within half a minute ' +
      'elsewhere. Nobody can disable or demote themselves (409). Administrators only.',
  })
  @ApiBody({ type: ChangeUserDto, required: false })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblems(404, 409)
  async change(
    @Param('id') userId: string,
    @Body() { role, disabled }: ChangeUserDto = {},
    @CurrentUser() { id: by }: AuthenticatedUser,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<AccountDto> {
    return AccountDto.of(await this.changeUser.execute({ userId, by, role, disabled, requestId }));
  }
}
