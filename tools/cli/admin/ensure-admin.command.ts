import { Injectable, Module } from '@nestjs/common';
import { AdminEnsured, AuthModule, EnsureAdmin, normaliseEmail, UserRepository } from '@app/auth';
import { MongoModule } from '@app/platform';
import { apiExtensions } from '@app/shop';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { checked } from '../checked';
import { print } from '../print';
import { withService } from '../with-service';
import { AdminToEnsureDto } from './admin-to-ensure.dto';
import { passwordFor } from './password-for';

const said: Record<AdminEnsured, string> = {
  created: 'is an administrator now: the account was created.',
  raised: 'is an administrator now: the account was there and has been raised. All its log-ins have ended.',
  password_changed: 'has this password now. All its log-ins have ended.',
  unchanged: 'is an administrator with this password already: nothing was changed.',
};

@Injectable()
class Administrators {
  constructor(
    private readonly ensureAdmin: EnsureAdmin,
    private readonly users: UserRepository,
  ) {}

  async ensure(wanted: AdminToEnsureDto): Promise<{ email: string; outcome: AdminEnsured; disabled: boolean }> {
    const outcome = await this.ensureAdmin.execute(wanted);
    const email = normaliseEmail(wanted.email);
    return { email, outcome, disabled: (await this.users.findByEmail(email))?.disabled ?? false };
  }
}

const { passwordHasher, imports } = apiExtensions;

/** Passwords are kept as the API keeps them, who has to recognise this one. */
@Module({ imports: [MongoModule, AuthModule.register({ passwordHasher, imports })], providers: [Administrators] })
class AdministratorsModule {}

@SubCommand({
  name: 'ensure',
  description: 'Make an administrator, or raise an account to one. The password comes from ADMIN_PASSWORD, the terminal or standard input',
})
export class EnsureAdminCommand extends CommandRunner {
  override async run(_arguments: string[], options: { email: string; passwordStdin?: boolean; json?: boolean }): Promise<void> {
    const password = await passwordFor(options.email, options.passwordStdin);
    const wanted = checked(AdminToEnsureDto, { email: options.email, password });
    const ensured = await withService(AdministratorsModule, Administrators, (administrators) => administrators.ensure(wanted));
    print({ text: `${ensured.email} ${said[ensured.outcome]}`, json: ensured }, options);
    if (ensured.disabled) {
      process.stderr.write('The account is disabled and cannot log in: another administrator has to enable it.\n');
      process.exitCode = 1;
    }
  }

  @Option({ flags: '--email <address>', description: 'whose account it is', required: true })
  emailOf(address: string): string {
    return address;
  }

  @Option({ flags: '--password-stdin', description: 'take the password from standard input, whatever the environment says' })
  takesStandardInput(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  asJson(): boolean {
    return true;
  }
}
