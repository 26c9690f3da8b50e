import { DynamicModule, Module, ModuleMetadata, Provider, Type } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigModule, MongoModule, ThrottlingModule } from '@app/platform';
import { Argon2PasswordHasher } from './argon2/argon2-password-hasher';
import { LoggedAccountNotices } from './defaults/logged-account-notices';
import { LogInAttempts } from './defaults/log-in-attempts';
import { SessionTokenIssuer } from './defaults/session-token-issuer';
import { StoredPasswords } from './defaults/stored-passwords';
import { JwtAuthGuard } from './http/jwt-auth.guard';
import { RolesGuard } from './http/roles.guard';
import { JwtAccessTokens } from './jwt/jwt-access-tokens';
import { JwtStrategy } from './jwt/jwt.strategy';
import { SigningKeys } from './jwt/signing-keys';
import { MongoPasswordResetRepository } from './mongo/mongo-password-reset.repository';
import { MongoSessionRepository } from './mongo/mongo-session.repository';
import { MongoUserRepository } from './mongo/mongo-user.repository';
import { PasswordResetRecord, PasswordResetSchema } from './mongo/password-reset.record';
import { SessionRecord, SessionSchema } from './mongo/session.record';
import { UserRecord, UserSchema } from './mongo/user.record';
import { AccessTokens } from './ports/access-tokens';
import { AccountNotices } from './ports/account-notices';
import { PasswordHasher } from './ports/password-hasher';
import { PasswordResetRepository } from './ports/password-reset.repository';
import { Passwords } from './ports/passwords';
import { SessionRepository } from './ports/session.repository';
import { TokenIssuer } from './ports/token-issuer';
import { UserRepository } from './ports/user.repository';
import { AuthQueries } from './use-cases/auth-queries';
import { ChangePassword } from './use-cases/change-password';
import { ChangeUser } from './use-cases/change-user';
import { EndSession } from './use-cases/end-session';
import { EnsureAdmin } from './use-cases/ensure-admin';
import { IssuePasswordReset } from './use-cases/issue-password-reset';
import { LogIn } from './use-cases/log-in';
import { LogOut } from './use-cases/log-out';
import { LogOutEverywhere } from './use-cases/log-out-everywhere';
import { RefreshSession } from './use-cases/refresh-session';
import { RegisterUser } from './use-cases/register-user';
import { RequestPasswordReset } from './use-cases/request-password-reset';
import { ResetPassword } from './use-cases/reset-password';

/** What an app may replace, each by a class that extends the port. */
export interface AuthOptions {
  passwordHasher?: Type<PasswordHasher>;
  passwords?: Type<Passwords>;
  users?: Type<UserRepository>;
  sessions?: Type<SessionRepository>;
  passwordResets?: Type<PasswordResetRepository>;
  /** How people are told of what happened to their accounts. Default: the log says so. */
  notices?: Type<AccountNotices>;
  accessTokens?: Type<AccessTokens>;
  tokenIssuer?: Type<TokenIssuer>;
  /** Modules whose exports those inject. */
  imports?: ModuleMetadata['imports'];
}

const useCases = [
  RegisterUser,
  LogIn,
  RefreshSession,
  LogOut,
  LogOutEverywhere,
  EndSession,
  ChangePassword,
  RequestPasswordReset,
  IssuePasswordReset,
  ResetPassword,
  ChangeUser,
  EnsureAdmin,
  AuthQueries,
];
const guards = [JwtAuthGuard, RolesGuard];

const records = [
  { name: UserRecord.name, schema: UserSchema },
  { name: SessionRecord.name, schema: SessionSchema },
  { name: PasswordResetRecord.name, schema: PasswordResetSchema },
];

/** Accounts, log-ins and guards. An app registers it once, beside MongoModule, and binds the guards as APP_GUARD. */
@Module({})
export class AuthModule {
  static register({ imports = [], ...options }: AuthOptions = {}): DynamicModule {
    return {
      module: AuthModule,
      imports: [ConfigModule, MongoModule, ThrottlingModule, JwtModule.register({}), MongooseModule.forFeature(records), ...imports],
      providers: [...portsBoundTo(options), LogInAttempts, SigningKeys, JwtStrategy, ...useCases, ...guards],
      exports: [...useCases, ...guards, UserRepository, SessionRepository, AccessTokens],
    };
  }
}

function portsBoundTo({
  passwordHasher = Argon2PasswordHasher,
  passwords = StoredPasswords,
  users = MongoUserRepository,
  sessions = MongoSessionRepository,
  passwordResets = MongoPasswordResetRepository,
  notices = LoggedAccountNotices,
  accessTokens = JwtAccessTokens,
  tokenIssuer = SessionTokenIssuer,
}: AuthOptions): Provider[] {
  return [
    { provide: PasswordHasher, useClass: passwordHasher },
    { provide: Passwords, useClass: passwords },
    { provide: UserRepository, useClass: users },
    { provide: SessionRepository, useClass: sessions },
    { provide: PasswordResetRepository, useClass: passwordResets },
    { provide: AccountNotices, useClass: notices },
    { provide: AccessTokens, useClass: accessTokens },
    { provide: TokenIssuer, useClass: tokenIssuer },
  ];
}
