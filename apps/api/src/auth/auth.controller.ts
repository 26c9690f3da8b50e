import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, AuthQueries, Caller, CurrentUser, LogIn, LogOut, Public, RefreshSession, RegisterUser } from '@app/auth';
import { RateLimit, Throttle } from '@app/platform';
import { ApiProblems } from '../api-problems';
import { AuthenticationDto } from './authentication.dto';
import { LogInDto } from './log-in.dto';
import { RefreshTokenDto } from './refresh-token.dto';
import { RegisterDto } from './register.dto';
import { RequestCaller } from './request-caller';
import { UserDto } from './user.dto';

/** Of one address, in all. What fails is limited more narrowly by the use cases, which know whose account it is about. */
const registrations: RateLimit = { name: 'registrations', limit: 300, seconds: 3600 };
const logIns: RateLimit = { name: 'log-in-requests', limit: 600, seconds: 300 };

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
  @Throttle(registrations)
  @Public()
  @ApiOperation({ summary: 'Open an account and log in' })
  @ApiCreatedResponse({ type: AuthenticationDto })
  @ApiProblems(409)
  async register(@Body() { email, password, name }: RegisterDto, @RequestCaller() caller: Caller): Promise<AuthenticationDto> {
    return AuthenticationDto.of(await this.registerUser.execute({ email, password, name, caller }));
  }

  @Post('login')
  @Throttle(logIns)
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Log in', description: 'A wrong password and an unknown e-mail get the same answer, at the same pace. After ten failures they have to wait.' })
  @ApiOkResponse({ type: AuthenticationDto })
  @ApiProblems(401)
  async login(@Body() { email, password }: LogInDto, @RequestCaller() caller: Caller): Promise<AuthenticationDto> {
    return AuthenticationDto.of(await this.logIn.execute({ email, password, caller }));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'Each refresh token is good for one exchange. For ten seconds it may be shown again and gets the same successor, ' +
      'so that two tabs or a lost answer do no harm; after that, showing it again ends the whole log-in.',
  })
  @ApiOkResponse({ type: AuthenticationDto })
  @ApiProblems(401)
  async refresh(@Body() { refreshToken }: RefreshTokenDto, @RequestCaller() caller: Caller): Promise<AuthenticationDto> {
    return AuthenticationDto.of(await this.refreshSession.execute(refreshToken, caller));
  }

  @Post('logout')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'End the log-in a refresh token belongs to', description: 'Also 204 when there is none.' })
  @ApiNoContentResponse()
  async logout(@Body() { refreshToken }: RefreshTokenDto): Promise<void> {
    await this.logOut.execute(refreshToken);
  }

  @Get('me')
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who am I?' })
  @ApiOkResponse({ type: UserDto })
  async me(@CurrentUser() user: AuthenticatedUser): Promise<UserDto> {
    return UserDto.of(await this.queries.userById(user.id));
  }
}
