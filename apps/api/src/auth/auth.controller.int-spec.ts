import { randomBytes } from 'node:crypto';
import { Controller, Get } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuthModule, JwtAuthGuard, Roles, RolesGuard, UserRepository } from '@app/auth';
import { Config, ConfigModule, MongoModule, parseConfig, ProblemFilter } from '@app/platform';
import { Connection } from 'mongoose';
import { DtoPipe } from '../dto.pipe';
import { authControllers } from './auth-controllers';
import { AuthenticationDto } from './authentication.dto';
import { EnsureAdminHook } from './ensure-admin.hook';

@Controller('for-admins')
class ForAdminsController {
  @Get()
  @Roles('admin')
  read(): string {
    return 'secret';
  }
}

const password = 'correct horse battery';
const admin = { email: 'root@example.com', password: 'a password for admins' };
let app: NestFastifyApplication;

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.get<Connection>(getConnectionToken()).dropDatabase();
  await app.close();
});

function ownConfig(): Config {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/auth_http_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    JWT_SECRET: 'a-secret-that-is-only-used-by-this-test',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  });
}

async function startApp(): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports: [ConfigModule, MongoModule, AuthModule.register()],
    controllers: [...authControllers, ForAdminsController],
    providers: [
      { provide: APP_GUARD, useExisting: JwtAuthGuard },
      { provide: APP_GUARD, useExisting: RolesGuard },
      EnsureAdminHook,
    ],
  })
    .overrideProvider(Config)
    .useValue(ownConfig())
    .compile();
  const started = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  started.useGlobalPipes(new DtoPipe());
  started.useGlobalFilters(new ProblemFilter());
  return started.init();
}

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { body, token, userAgent = 'test' }: { body?: object; token?: string; userAgent?: string } = {}) {
  const headers = { 'user-agent': userAgent, ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await app.inject({ method, url, headers, ...(body && { payload: body }) });
  return { status: answer.statusCode, headers: answer.headers, body: (answer.body ? JSON.parse(answer.body) : undefined) as unknown };
}

async function registered(): Promise<AuthenticationDto> {
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  const { status, body } = await call('POST', '/auth/register', { body: { email, password } });
  expect(status).toBe(201);
  return body as AuthenticationDto;
}

const problem = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });

describe('the auth routes', () => {
  it('register, log in, refresh and tell who one is', async () => {
    const answer = await call('POST', '/auth/register', { body: { email: ' Ada@Example.com', password, name: ' Ada ' } });
    const user = { id: expect.any(String), email: 'ada@example.com', name: 'Ada', role: 'customer' };
    const tokens = { accessToken: expect.any(String), refreshToken: expect.any(String), tokenType: 'Bearer', expiresIn: 600 };
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({ user, ...tokens });

    const loggedIn = await call('POST', '/auth/login', { body: { email: 'ADA@example.com', password } });
    expect(loggedIn).toMatchObject({ status: 200, body: { user, ...tokens } });

    const { refreshToken } = loggedIn.body as AuthenticationDto;
    const refreshed = await call('POST', '/auth/refresh', { body: { refreshToken } });
    expect(refreshed).toMatchObject({ status: 200, body: { user, ...tokens } });

    const { accessToken } = refreshed.body as AuthenticationDto;
    const me = await call('GET', '/auth/me', { token: accessToken });
    expect(me).toMatchObject({ status: 200 });
    expect(me.body).toEqual(user);
  });

  it.each([
    ['an e-mail that is none', { email: 'nobody', password }],
    ['an e-mail that is an object', { email: { $ne: null }, password }],
    ['a short password', { email: 'short@example.com', password: 'short' }],
    ['a password that is no text', { email: 'short@example.com', password: ['x'] }],
    ['an empty name', { email: 'name@example.com', password, name: '' }],
    ['a name of spaces', { email: 'name@example.com', password, name: '   ' }],
    ['a name of 101 characters', { email: 'name@example.com', password, name: 'x'.repeat(101) }],
    ['a name with a control character', { email: 'name@example.com', password, name: 'Ada\u0007' }],
    ['a name with a line break', { email: 'name@example.com', password, name: 'Ada\nAdmin' }],
    ['a name with a lone surrogate', { email: 'name@example.com', password, name: 'Ada\ud800' }],
    ['a role of choice', { email: 'role@example.com', password, role: 'admin' }],
  ])('refuse to register %s', async (_, body) => {
    expect(await call('POST', '/auth/register', { body })).toMatchObject({ status: 400 });
  });

  it('take a name of 100 characters outside the basic plane', async () => {
    const body = { email: 'fox@example.com', password, name: '🦊'.repeat(100) };
    expect(await call('POST', '/auth/register', { body })).toMatchObject({ status: 201 });
  });

  it('refuse an e-mail that is taken, wrong credentials and a garbled refresh token', async () => {
    const { user } = await registered();
    const taken = { email: user.email.toUpperCase(), password };
    const wrong = { email: user.email, password: 'wrong horse battery' };
    const unknown = { ...wrong, email: 'nobody@example.com' };
    expect(await call('POST', '/auth/register', { body: taken })).toMatchObject(problem(409, 'email_taken'));
    expect(await call('POST', '/auth/login', { body: wrong })).toMatchObject(problem(401, 'invalid_credentials'));
    expect(await call('POST', '/auth/login', { body: unknown })).toMatchObject(problem(401, 'invalid_credentials'));
    const garbled = { refreshToken: 'garbled' };
    expect(await call('POST', '/auth/refresh', { body: garbled })).toMatchObject(problem(401, 'invalid_refresh_token'));
  });

  it('log out once and again, and never fail for an unknown token', async () => {
    const { accessToken, refreshToken } = await registered();
    for (const body of [{ refreshToken }, { refreshToken }, { refreshToken: 'garbled' }]) {
      expect(await call('POST', '/auth/logout', { body })).toMatchObject({ status: 204, body: undefined });
    }
    expect(await call('POST', '/auth/refresh', { body: { refreshToken } })).toMatchObject({ status: 401 });
    expect(await call('GET', '/auth/me', { token: accessToken })).toMatchObject(problem(401, 'not_authenticated'));
  });

  it('show of a user agent what can be printed, and no more than is needed', async () => {
    const { user, accessToken } = await registered();
    const userAgent = `\x9b31mCurl\x85\x7f/8 f\xfcr Ada ${'x'.repeat(300)}`;
    await call('POST', '/auth/login', { body: { email: user.email, password }, userAgent });
    const { data } = (await call('GET', '/auth/sessions', { token: accessToken })).body as { data: object[] };
    expect(data[0]).toMatchObject({ userAgent: `31mCurl/8 f\xfcr Ada ${'x'.repeat(300)}`.slice(0, 200) });
  });

  it('list the sessions of the user, and end them all', async () => {
    const { user, accessToken } = await registered();
    const other = (await call('POST', '/auth/login', { body: { email: user.email, password } })).body as AuthenticationDto;
    const stranger = await registered();
    const session = { id: expect.any(String), createdAt: expect.any(String), lastUsedAt: expect.any(String), userAgent: 'test', address: '127.0.0.1' };
    const list = await call('GET', '/auth/sessions', { token: accessToken });
    expect(list.status).toBe(200);
    expect(list.body).toEqual({
      data: [
        { ...session, current: false },
        { ...session, current: true },
      ],
    });

    expect(await call('DELETE', '/auth/sessions', { token: other.accessToken })).toMatchObject({ status: 204 });
    for (const token of [accessToken, other.accessToken]) {
      expect(await call('GET', '/auth/me', { token })).toMatchObject(problem(401, 'not_authenticated'));
    }
    expect(await call('GET', '/auth/me', { token: stranger.accessToken })).toMatchObject({ status: 200 });
  });
});

describe('one log-in', () => {
  it('is ended by its owner, by nobody else, and only once', async () => {
    const { user, accessToken } = await registered();
    const stranger = await registered();
    const lost = (await call('POST', '/auth/login', { body: { email: user.email, password } })).body as AuthenticationDto;
    const sessionId = lost.refreshToken.split('.')[0] ?? '';
    const end = (token: string) => call('DELETE', `/auth/sessions/${sessionId}`, { token });
    expect(await end(stranger.accessToken)).toMatchObject(problem(404, 'session_not_found'));
    expect(await call('GET', '/auth/me', { token: lost.accessToken })).toMatchObject({ status: 200 });
    expect(await end(accessToken)).toMatchObject({ status: 204 });
    expect(await call('GET', '/auth/me', { token: lost.accessToken })).toMatchObject(problem(401, 'not_authenticated'));
    expect(await call('GET', '/auth/me', { token: accessToken })).toMatchObject({ status: 200 });
    expect(await end(accessToken)).toMatchObject(problem(404, 'session_not_found'));
  });
});

describe('a password', () => {
  it('is changed by who knows it, and ends every log-in but the new one', async () => {
    const { user, accessToken, refreshToken } = await registered();
    const change = (currentPassword: string, newPassword: string) =>
      call('PUT', '/auth/password', { token: accessToken, body: { currentPassword, newPassword } });
    expect(await change('wrong horse battery', 'an even better one')).toMatchObject(problem(400, 'current_password_wrong'));
    expect(await change(password, 'short')).toMatchObject(problem(400, 'password_not_accepted'));
    expect(await change(password, user.email)).toMatchObject(problem(400, 'password_not_accepted'));
    expect(await call('GET', '/auth/me', { token: accessToken })).toMatchObject({ status: 200 });

    const changed = await change(password, 'an even better one');
    expect(changed).toMatchObject({ status: 200 });
    const next = changed.body as AuthenticationDto;
    expect(await call('GET', '/auth/me', { token: accessToken })).toMatchObject({ status: 401 });
    expect(await call('POST', '/auth/refresh', { body: { refreshToken } })).toMatchObject({ status: 401 });
    expect(await call('GET', '/auth/me', { token: next.accessToken })).toMatchObject({ status: 200 });
    const logIn = (secret: string) => call('POST', '/auth/login', { body: { email: user.email, password: secret } });
    expect(await logIn(password)).toMatchObject(problem(401, 'invalid_credentials'));
    expect(await logIn('an even better one')).toMatchObject({ status: 200 });
  });

  it('that is forgotten is asked for with the same answer, whoever has an account', async () => {
    const { user } = await registered();
    for (const email of [user.email, 'nobody@example.com']) {
      expect(await call('POST', '/auth/password/forgot', { body: { email } })).toMatchObject({ status: 202, body: undefined });
    }
  });

  it.each(['', 'garbled', 'A'.repeat(43), '$ne'])('is not reset by the token %j', async (token) => {
    const body = { token, newPassword: 'an even better one' };
    expect(await call('POST', '/auth/password/reset', { body })).toMatchObject(problem(400, 'invalid_reset_token'));
  });
});

describe('the guards', () => {
  it.each([
    ['GET', '/auth/me'],
    ['GET', '/auth/sessions'],
    ['DELETE', '/auth/sessions'],
    ['GET', '/for-admins'],
  ] as const)('close %s %s to whoever has no good token', async (method, url) => {
    const { refreshToken } = await registered();
    for (const token of [undefined, 'garbled', refreshToken]) {
      expect(await call(method, url, { token })).toMatchObject(problem(401, 'not_authenticated'));
    }
  });

  it('keep customers out of what is for admins, and let the administrator of the environment in', async () => {
    const customer = await registered();
    const { body } = await call('POST', '/auth/login', { body: admin });
    expect(await call('GET', '/for-admins', { token: customer.accessToken })).toMatchObject(problem(403, 'forbidden'));
    const answer = await app.inject({
      url: '/for-admins',
      headers: { authorization: `Bearer ${(body as AuthenticationDto).accessToken}` },
    });
    expect(answer).toMatchObject({ statusCode: 200, body: 'secret' });
  });

  it('follow the role to the next token, not before', async () => {
    const { user, accessToken, refreshToken } = await registered();
    await app.get(UserRepository).changeRole(user.id, 'admin');
    expect(await call('GET', '/for-admins', { token: accessToken })).toMatchObject({ status: 403 });
    const next = (await call('POST', '/auth/refresh', { body: { refreshToken } })).body as AuthenticationDto;
    const answer = await app.inject({ url: '/for-admins', headers: { authorization: `Bearer ${next.accessToken}` } });
    expect(answer.statusCode).toBe(200);
  });
});
