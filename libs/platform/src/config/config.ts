import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsEmail, IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';
import { durationInSeconds } from './duration';
import { DefinedTogetherWith } from './defined-together-with';
import { IsMongoUri } from './is-mongo-uri';
import { IsNetworkList } from './is-network-list';
import { IsStrongSecret } from './is-strong-secret';
import { SecretVariable, Variable } from './variable';

const IsPort = () => applyDecorators(IsOptional(), Type(() => Number), IsInt(), Min(1), Max(65_535));
const IsHttpUrl = () => IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false });
const IsDuration = () =>
  applyDecorators(
    Transform(({ value }) => (typeof value === 'string' ? durationInSeconds(value) : value)),
    IsInt({ message: '$property must be a duration such as 90s, 15m, 12h or 30d' }),
  );
const IsList = () =>
  Transform(({ value }) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value));

/**
 * Everything the environment decides, checked once at boot and frozen.
 * The fields carry the variables' own names, so that one search finds a variable and its use.
 */
export class Config {
  @SecretVariable('MongoDB connection string. A replica set: stock is allocated in transactions.')
  @IsMongoUri()
  readonly MONGO_URI: string;

  @SecretVariable('Signs access tokens (HS256). Random, at least 32 characters: `openssl rand -base64 48`.')
  @IsStrongSecret()
  readonly JWT_SECRET: string;

  @SecretVariable('The JWT_SECRET before a change: what it signed is accepted until it expires, and the secrets of webhooks are brought under the new one when an API starts. Take it away after ACCESS_TOKEN_TTL, and one more start of an API.')
  @IsOptional()
  @IsStrongSecret()
  readonly JWT_SECRET_PREVIOUS?: string;

  @Variable('Redis, for cached orders and live updates. Unset: an in-process cache, and live updates over TCP.')
  @IsOptional()
  @IsNotEmpty()
  readonly REDIS_HOST?: string;

  @Variable('Port of that Redis.')
  @IsPort()
  readonly REDIS_PORT: number = 6379;

  @Variable('AWS access key id. With AWS_SECRET_KEY, or neither: then the AWS SDK looks for a role.')
  @IsOptional()
  @IsNotEmpty()
  @DefinedTogetherWith('AWS_SECRET_KEY')
  readonly AWS_ACCESS_KEY?: string;

  @SecretVariable('AWS secret access key.')
  @IsOptional()
  @IsNotEmpty()
  @DefinedTogetherWith('AWS_ACCESS_KEY')
  readonly AWS_SECRET_KEY?: string;

  @Variable('AWS region of SQS and SES.')
  @Matches(/^[a-z]{2}(-[a-z]+)+-\d$/, { message: '$property must be an AWS region such as eu-central-1' })
  readonly AWS_REGION: string;

  @Variable('Queue of placed orders. A standard queue; its dead-letter queue is named like it, with `-dlq`.')
  @IsHttpUrl()
  @Matches(/(?<!\.fifo)$/, { message: '$property must name a standard queue, not a FIFO queue' })
  readonly SQS_QUEUE_URL: string;

  @Variable('Sender of all e-mail; an address or domain verified in SES.')
  @IsEmail()
  readonly SES_EMAIL: string;

  @Variable('Queue of order events for e-mail and other subscribers. Created if missing.')
  @IsOptional()
  @IsHttpUrl()
  readonly SQS_EVENTS_QUEUE_URL?: string;

  @Variable("Queue of the calls of a shop's own handlers of order events. Created if there are any and it is missing.")
  @IsOptional()
  @IsHttpUrl()
  readonly SQS_HANDLERS_QUEUE_URL?: string;

  @Variable('Where SQS answers, if not at AWS (an emulator).')
  @IsOptional()
  @IsHttpUrl()
  readonly AWS_ENDPOINT_URL_SQS?: string;

  @Variable('Where SES answers, if not at AWS (an emulator).')
  @IsOptional()
  @IsHttpUrl()
  readonly AWS_ENDPOINT_URL_SES?: string;

  @Variable('Port of the HTTP server: the API, or the health checks of the order processor.')
  @IsPort()
  readonly PORT?: number;

  @Variable('Address the HTTP server listens on.')
  @IsNotEmpty()
  readonly HOST: string = '0.0.0.0';

  @Variable('Port on which the API hears live updates over TCP. Only without Redis; keep it inside your network.')
  @IsPort()
  readonly LIVE_PORT: number = 3010;

  @Variable('The APIs to send live updates to over TCP, as `host:port,host:port`. Only without Redis.')
  @IsList()
  @Matches(/^[^\s:]+:\d{1,5}$/, { each: true, message: '$property must be a list of host:port' })
  readonly LIVE_PEERS: readonly string[] = ['127.0.0.1:3010'];

  @Variable('E-mail of an administrator to ensure at start. With ADMIN_PASSWORD, or neither.')
  @IsOptional()
  @IsEmail()
  @DefinedTogetherWith('ADMIN_PASSWORD')
  readonly ADMIN_EMAIL?: string;

  @SecretVariable('Password of that administrator, 12 to 128 characters.')
  @IsOptional()
  @MinLength(12)
  @DefinedTogetherWith('ADMIN_EMAIL')
  readonly ADMIN_PASSWORD?: string;

  @Variable('Lifetime of an access token: seconds, or `15m`, `12h`.')
  @IsDuration()
  readonly ACCESS_TOKEN_TTL: number = durationInSeconds('10m');

  @Variable('Lifetime of a log-in, however often it is refreshed: seconds, or `12h`, `30d`.')
  @IsDuration()
  readonly REFRESH_TOKEN_TTL: number = durationInSeconds('30d');

  @Variable('Page of your shop on which a forgotten password is replaced; the e-mail links to it, with `#token=…` at the end. Unset: the e-mail holds the token alone.')
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, allow_fragments: false })
  readonly PASSWORD_RESET_URL?: string;

  @Variable('`off` lifts all limits on how often something may be done. Only for tests and measurements.')
  @IsIn(['on', 'off'])
  readonly RATE_LIMIT: 'on' | 'off' = 'on';

  @Variable('`on` or `off`: whether `/docs` and `/openapi.json` are served. Default: on unless NODE_ENV is production.')
  @IsOptional()
  @IsIn(['on', 'off'])
  readonly SWAGGER?: 'on' | 'off';

  @Variable('`production` or `development`.')
  @IsIn(['production', 'development', 'test'])
  readonly NODE_ENV: string = 'development';

  @Variable('`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  readonly LOG_LEVEL: string = 'info';

  @Variable('Addresses or CIDR ranges of the proxies whose X-Forwarded-For is believed, separated by commas.')
  @IsOptional()
  @IsList()
  @IsNetworkList()
  readonly TRUST_PROXY?: string[];

  @Variable('Addresses or CIDR ranges, separated by commas, that webhooks may reach although they are not public, also without encryption. Unset: none.')
  @IsOptional()
  @IsList()
  @IsNetworkList()
  readonly WEBHOOK_ALLOWED_NETWORKS?: string[];

  @SecretVariable('What a scraper sends to read `/metrics`, as `Authorization: Bearer …`; random, like JWT_SECRET. Unset: everybody may read it who reaches the port.')
  @IsOptional()
  @IsStrongSecret()
  readonly METRICS_TOKEN?: string;

  @Variable('OpenTelemetry collector that traces are sent to, by OTLP over HTTP; what else its SDK knows as `OTEL_*` is heeded, too. Unset: no traces.')
  @IsOptional()
  @IsHttpUrl()
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @Variable('Origins that browsers may call the API from, separated by commas. Unset: none.')
  @IsOptional()
  @IsList()
  @IsUrl({ require_protocol: true, require_tld: false }, { each: true })
  readonly CORS_ORIGINS?: string[];

  get servesSwagger(): boolean {
    return this.SWAGGER ? this.SWAGGER === 'on' : this.NODE_ENV !== 'production';
  }

  get eventsQueueUrl(): string {
    return this.SQS_EVENTS_QUEUE_URL ?? `${this.SQS_QUEUE_URL}-events`;
  }

  get handlersQueueUrl(): string {
    return this.SQS_HANDLERS_QUEUE_URL ?? `${this.SQS_QUEUE_URL}-handlers`;
  }

  get awsCredentials(): { accessKeyId: string; secretAccessKey: string } | undefined {
    return this.AWS_ACCESS_KEY && this.AWS_SECRET_KEY
      ? { accessKeyId: this.AWS_ACCESS_KEY, secretAccessKey: this.AWS_SECRET_KEY }
      : undefined;
  }
}
