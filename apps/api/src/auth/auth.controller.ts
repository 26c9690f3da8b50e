import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AuthenticatedUser, AuthQueries, CurrentUser, LogIn, LogOut, Public, RefreshSession, RegisterUser } from '@app/auth';
import { ApiProblems } from '../api-problems';
import { RequestHeader } from '../request-header';
import { AuthenticationDto } from './authentication.dto';
import { LogInDto } from './log-in.dto';
import { RefreshTokenDto } from './refresh-token.dto';
import { RegisterDto } from './register.dto';
import { UserDto } from './user.dto';

/** Enough to tell devices apart in the list of sessions. */
const userAgentLength = 200;

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly registerUser: RegisterUser,
    private readonly logIn: LogIn,
    private readonly refreshSession: RefreshSession,
    private readonly logOut: LogOut,
    private readonly queries: AuthQueries,
  ) {}

  @Post('register')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Open an account and log in' })
  @ApiCreatedResponse({ type: AuthenticationDto })
  @ApiProblems(400, 409, 413, 415, 503)
  async register(@Body() body: RegisterDto, @RequestHeader('user-agent') userAgent?: string): Promise<AuthenticationDto> {
    const { email, password, name } = body;
    return AuthenticationDto.of(
      await this.registerUser.execute({ email, password, name, userAgent: userAgent?.slice(0, userAgentLength) }),
    );
  }

  @Post('login')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Log in', description: 'A wrong password and an unknown e-mail get the same answer.' })
  @ApiOkResponse({ type: AuthenticationDto })
  @ApiProblems(400, 401, 413, 415, 503)
  async login(@Body() body: LogInDto, @RequestHeader('user-agent') userAgent?: string): Promise<AuthenticationDto> {
    const { email, password } = body;
    return AuthenticationDto.of(
      await this.logIn.execute({ email, password, userAgent: userAgent?.slice(0, userAgentLength) }),
    );
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'Each refresh token is good for one exchange. For ten seconds it may be shown again and gets the same successor, ' +
      'so that two tabs or a lost answer do no harm; after that, showing it again ends the whole log-in.',
  })
  @ApiOkResponse({ type: AuthenticationDto })
  @ApiProblems(400, 401, 413, 415, 503)
  async refresh(@Body() { refreshToken }: RefreshTokenDto): Promise<AuthenticationDto> {
    return AuthenticationDto.of(await this.refreshSession.execute(refreshToken));
  }

  @Post('logout')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'End the log-in a refresh token belongs to', description: 'Also 204 when there is none.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 413, 415, 503)
  async logout(@Body() { refreshToken }: RefreshTokenDto): Promise<void> {
    await this.logOut.execute(refreshToken);
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who am I?' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(401, 503)
  async me(@CurrentUser() user: AuthenticatedUser): Promise<UserDto> {
    return UserDto.of(await this.queries.userById(user.id));
  }
}
