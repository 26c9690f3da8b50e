import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { algorithm, audience, DecodedToken, issuer, readAccessToken } from './access-token-rules';
import { SigningKeys } from './signing-keys';
import { VerifiedTokens } from './verified-tokens';

type PassportRequest = Parameters<Strategy['authenticate']>[0];

/** What the strategy looks at in a request. */
export type BearerRequest = Pick<PassportRequest, 'headers'>;

type SecretAnswer = (error: null, secret: string | undefined) => void;

/** Passport allows others: were they remembered, too, one token could push out all the rest. */
const usualSpelling = /^Bearer \S+$/;

/** Tells passport who sent a request, by the bearer token alone. Whether the session still lives is for JwtAuthGuard to ask. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  private readonly verified = new VerifiedTokens();

  constructor(keys: SigningKeys) {
    super({
      secretOrKeyProvider: (_request: unknown, accessToken: string, done: SecretAnswer) => done(null, keys.secretFor(accessToken)),
      algorithms: [algorithm],
      issuer,
      audience,
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      jsonWebTokenOptions: { complete: true },
      passReqToCallback: true,
    });
  }

  /** Who sent a request whose token was verified before, without all that passport does for each. Called by JwtAuthGuard. */
  recall({ headers: { authorization } }: BearerRequest): AuthenticatedUser | undefined {
    return authorization === undefined ? undefined : this.verified.recall(authorization);
  }

  override authenticate(request: PassportRequest, options?: unknown): void {
    const known = this.recall(request);
    if (known) {
      this.success(known);
    } else {
      super.authenticate(request, options);
    }
  }

  /** Passport's callback for a token whose signature, issuer, audience and expiry are right. */
  validate(request: PassportRequest, decoded: DecodedToken): AuthenticatedUser | false {
    const verified = readAccessToken(decoded);
    if (!verified) {
      return false;
    }
    const { authorization = '' } = request.headers;
    if (usualSpelling.test(authorization)) {
      this.verified.remember(authorization, verified);
    }
    return verified.user;
  }
}
