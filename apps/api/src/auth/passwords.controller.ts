import { Body, Controller, HttpCode, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, Caller, ChangePassword, CurrentUser, Public, RequestPasswordReset, ResetPassword } from '@app/auth';
import { RateLimit, Throttle } from '@app/platform';
import { AuthenticationDto } from './authentication.dto';
import { ChangePasswordDto } from './change-password.dto';
import { ForgottenPasswordDto } from './forgotten-password.dto';
import { RequestCaller } from './request-caller';
import { ResetPasswordDto } from './reset-password.dto';

const changes: RateLimit = { name: 'password-changes', limit: 20, seconds: 3600 };

/** Of one address, whosever password it is. */
const requests: RateLimit = { name: 'password-reset-requests', limit: 20, seconds: 3600 };
const resets: RateLimit = { name: 'password-reset-tries', limit: 30, seconds: 900 };

@ApiTags('auth')
@Controller('auth/password')
export class PasswordsController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly requestReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword,
  ) {}

  @Put()
  @Throttle(changes)
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Choose another password', description: 'Ends every log-in; the answer is a new one.' })
  @ApiOkResponse({ type: AuthenticationDto })
  async change(
    @Body() { currentPassword, newPassword }: ChangePasswordDto,
    @CurrentUser() { id: userId }: AuthenticatedUser,
    @RequestCaller() caller: Caller,
  ): Promise<AuthenticationDto> {
    return AuthenticationDto.of(await this.changePassword.execute({ userId, currentPassword, newPassword, caller }));
  }

  @Post('forgot')
  @Throttle(requests)
  @Public()
  @HttpCode(202)
  @ApiOperation({
    summary: 'I forgot my password',
    description: 'Sends an e-mail with a token, good for half an hour, if there is such an account. The answer does not tell.',
  })
  @ApiAcceptedResponse({ description: 'If there is such an account, an e-mail is on its way.' })
  async forgot(@Body() { email }: ForgottenPasswordDto): Promise<void> {
    await this.requestReset.execute(email);
  }

  @Post('reset')
  @Throttle(resets)
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a new password with a token from an e-mail', description: 'The token works once. Ends every log-in.' })
  @ApiNoContentResponse()
  async reset(@Body() { token, newPassword }: ResetPasswordDto, @RequestCaller() caller: Caller): Promise<void> {
    await this.resetPassword.execute(token, newPassword, caller);
  }
}
