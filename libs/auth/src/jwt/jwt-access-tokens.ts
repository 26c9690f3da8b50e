import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '@app/platform';
import { notAuthenticated } from '../domain/auth.errors';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { AccessTokens } from '../ports/access-tokens';
import { accessTokenType, algorithm, audience, DecodedToken, issuer, readAccessToken, verification } from './access-token-rules';
import { SigningKeys } from './signing-keys';

/** JWTs signed with HS256 and the current of the SigningKeys, valid for ACCESS_TOKEN_TTL. */
@Injectable()
export class JwtAccessTokens extends AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
    private readonly config: Config,
  ) {
    super();
  }

  async issue({ id, role, sessionId }: AuthenticatedUser): Promise<{ accessToken: string; expiresIn: number }> {
    const expiresIn = this.config.ACCESS_TOKEN_TTL;
    const { id: kid, secret } = this.keys.current;
    const accessToken = await this.jwt.signAsync(
      { role, sid: sessionId },
      { secret, subject: id, issuer, audience, expiresIn, header: { alg: algorithm, typ: accessTokenType, kid } },
    );
    return { accessToken, expiresIn };
  }

  async verify(accessToken: string): Promise<AuthenticatedUser> {
    const verified = readAccessToken(await this.decode(accessToken));
    if (!verified) {
      throw notAuthenticated();
    }
    return verified.user;
  }

  private async decode(accessToken: string): Promise<DecodedToken> {
    const secret = this.keys.secretFor(accessToken);
    if (!secret) {
      throw notAuthenticated();
    }
    try {
      return await this.jwt.verifyAsync<DecodedToken>(accessToken, { ...verification, algorithms: [algorithm], secret });
    } catch (cause) {
      throw notAuthenticated(cause);
    }
  }
}
