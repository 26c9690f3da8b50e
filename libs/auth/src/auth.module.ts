import { DynamicModule, Module, Type } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigModule, MongoModule } from '@app/platform';
import { Argon2PasswordHasher } from './argon2/argon2-password-hasher';
import { SessionTokenIssuer } from './defaults/session-token-issuer';
import { JwtAuthGuard } from './http/jwt-auth.guard';
import { RolesGuard } from './http/roles.guard';
import { JwtAccessTokens } from './jwt/jwt-access-tokens';
import { JwtStrategy } from './jwt/jwt.strategy';
import { SigningKeys } from './jwt/signing-keys';
import { MongoSessionRepository } from './mongo/mongo-session.repository';
import { MongoUserRepository } from './mongo/mongo-user.repository';
import { SessionRecord, SessionSchema } from './mongo/session.record';
import { UserRecord, UserSchema } from './mongo/user.record';
import { AccessTokens } from './ports/access-tokens';
import { PasswordHasher } from './ports/password-hasher';
import { SessionRepository } from './ports/session.repository';
import { TokenIssuer } from './ports/token-issuer';
import { UserRepository } from './ports/user.repository';
import { AuthQueries } from './use-cases/auth-queries';
import { EnsureAdmin } from './use-cases/ensure-admin';
import { LogIn } from './use-cases/log-in';
import { LogOut } from './use-cases/log-out';
import { LogOutEverywhere } from './use-cases/log-out-everywhere';
import { RefreshSession } from './use-cases/refresh-session';
import { RegisterUser } from './use-cases/register-user';

/** What an app may replace, each by a class that extends the port. */
export interface AuthOptions {
  passwordHasher?: Type<PasswordHasher>;
  users?: Type<UserRepository>;
  sessions?: Type<SessionRepository>;
  accessTokens?: Type<AccessTokens>;
  tokenIssuer?: Type<TokenIssuer>;
}

const useCases = [RegisterUser, LogIn, RefreshSession, LogOut, LogOutEverywhere, EnsureAdmin, AuthQueries];
const guards = [JwtAuthGuard, RolesGuard];

/** Accounts, log-ins and guards. An app registers it once, beside MongoModule, and binds the guards as APP_GUARD. */
@Module({})
export class AuthModule {
  static register({
    passwordHasher = Argon2PasswordHasher,
    users = MongoUserRepository,
    sessions = MongoSessionRepository,
    accessTokens = JwtAccessTokens,
    tokenIssuer = SessionTokenIssuer,
  }: AuthOptions = {}): DynamicModule {
    return {
      module: AuthModule,
      imports: [
        ConfigModule,
        MongoModule,
        JwtModule.register({}),
        MongooseModule.forFeature([
          { name: UserRecord.name, schema: UserSchema },
          { name: SessionRecord.name, schema: SessionSchema },
        ]),
      ],
      providers: [
        { provide: PasswordHasher, useClass: passwordHasher },
        { provide: UserRepository, useClass: users },
        { provide: SessionRepository, useClass: sessions },
        { provide: AccessTokens, useClass: accessTokens },
        { provide: TokenIssuer, useClass: tokenIssuer },
        SigningKeys,
        JwtStrategy,
        ...useCases,
        ...guards,
      ],
      exports: [...useCases, ...guards, UserRepository, SessionRepository, AccessTokens],
    };
  }
}
