import { DynamicModule, Module, ModuleMetadata, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigModule, Metrics, MetricsModule, MongoModule, Traces, TracingModule } from '@app/platform';
import { HttpWebhookClient } from './client/http-webhook-client';
import { MeasuredWebhookClient } from './client/measured-webhook-client';
import { MongoWebhookDeliveryRepository } from './mongo/mongo-webhook-delivery.repository';
import { MongoWebhookRepository } from './mongo/mongo-webhook.repository';
import { WebhookBacklog } from './mongo/webhook-backlog';
import { WebhookDeliveryRecord, WebhookDeliverySchema } from './mongo/webhook-delivery.record';
import { WebhookRecord, WebhookSchema } from './mongo/webhook.record';
import { WebhookClient } from './ports/webhook-client';
import { WebhookDeliveryRepository } from './ports/webhook-delivery.repository';
import { WebhookSecrets } from './ports/webhook-secrets';
import { WebhookSource } from './ports/webhook-source';
import { WebhookRepository } from './ports/webhook.repository';
import { StandardWebhookSecrets } from './signing/standard-webhook-secrets';
import { ChangeWebhook } from './use-cases/change-webhook';
import { RecordWebhookEvent } from './use-cases/record-webhook-event';
import { RedeliverWebhooks } from './use-cases/redeliver-webhooks';
import { RegisterWebhook } from './use-cases/register-webhook';
import { RemoveWebhook } from './use-cases/remove-webhook';
import { ReplaceWebhookSecret } from './use-cases/replace-webhook-secret';
import { ResealWebhookSecrets } from './use-cases/reseal-webhook-secrets';
import { SendWebhook } from './use-cases/send-webhook';
import { WebhookQueries } from './use-cases/webhook-queries';
import { WebhookDispatch } from './webhook-dispatch';

export interface WebhooksOptions {
  /** Where it is looked up what webhooks are told; an app that sends them must bind it, others only manage them. */
  source?: Type<WebhookSource>;
  /** How an address is called. Default: `HttpWebhookClient`. */
  client?: Type<WebhookClient>;
  /** Modules whose exports those two inject. */
  imports?: ModuleMetadata['imports'];
}

const records = [
  { name: WebhookRecord.name, schema: WebhookSchema },
  { name: WebhookDeliveryRecord.name, schema: WebhookDeliverySchema },
];
const managing = [
  RegisterWebhook,
  ChangeWebhook,
  ReplaceWebhookSecret,
  RemoveWebhook,
  RedeliverWebhooks,
  ResealWebhookSecrets,
  WebhookQueries,
  RecordWebhookEvent,
];

/** Tells other people's programs what happens to orders. */
@Module({})
export class WebhooksModule {
  /** Called once by an app, in its composition root. */
  static register({ source, client = HttpWebhookClient, imports = [] }: WebhooksOptions = {}): DynamicModule {
    const sending = source ? [{ provide: WebhookSource, useClass: source }, SendWebhook, WebhookDispatch] : [];
    return {
      module: WebhooksModule,
      imports: [ConfigModule, MetricsModule, TracingModule, MongoModule, MongooseModule.forFeature(records), ...imports],
      providers: [
        { provide: WebhookRepository, useClass: MongoWebhookRepository },
        { provide: WebhookDeliveryRepository, useClass: MongoWebhookDeliveryRepository },
        { provide: WebhookSecrets, useClass: StandardWebhookSecrets },
        client,
        {
          provide: WebhookClient,
          useFactory: (bound: WebhookClient, metrics: Metrics, traces: Traces) => new MeasuredWebhookClient(bound, metrics, traces),
          inject: [client, Metrics, Traces],
        },
        WebhookBacklog,
        ...managing,
        ...sending,
      ],
      exports: [...managing, ...(source ? [WebhookDispatch] : [])],
    };
  }
}
