import { randomUUID } from 'node:crypto';
import { Injectable, Logger, Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { Config } from '@app/platform';
import { Connection } from 'mongoose';
import { aConfig } from '../test/a-config';
import { aNotification } from '../test/a-notification';
import { RememberingChannel } from '../test/remembering-channel';
import { SesStandIn } from '../test/ses-stand-in';
import { RenderedMessage } from './domain/rendered-message';
import { NotificationsModule, NotificationsOptions } from './notifications.module';
import { MessageTemplates } from './ports/message-templates';
import { SendNotification } from './use-cases/send-notification';

class Roof {
  readonly colour = 'red';
}

@Module({ providers: [Roof], exports: [Roof] })
class RoofModule {}

@Injectable()
class PigeonChannel extends RememberingChannel {
  constructor(readonly roof: Roof) {
    super('pigeon');
  }
}

@Injectable()
class TerseTemplates extends MessageTemplates {
  override render(): RenderedMessage {
    return { subject: 'Done', text: 'Done', html: 'Done' };
  }
}

const ses = new SesStandIn();
let sesUrl: string;
let app: TestingModule | undefined;

beforeAll(async () => {
  Logger.overrideLogger(false);
  sesUrl = await ses.start();
});

afterAll(() => ses.stop());

afterEach(async () => {
  await app?.get<Connection>(getConnectionToken()).dropDatabase();
  await app?.close();
  app = undefined;
});

describe('NotificationsModule', () => {
  it('sends e-mail in our words unless told otherwise', async () => {
    const module = await start();
    await module.get(SendNotification).execute(aNotification());
    expect(ses.requests.map((request) => request.get('Message.Subject.Data'))).toEqual(['Your order order-1 is confirmed']);
  });

  it("takes a shop's channels, what they inject, and its words", async () => {
    const module = await start({ channels: [PigeonChannel], templates: TerseTemplates, imports: [RoofModule] });
    await module.get(SendNotification).execute(aNotification());
    const { delivered, roof } = module.get(PigeonChannel);
    expect(delivered.map(({ message }) => message.subject)).toEqual(['Done']);
    expect(roof.colour).toBe('red');
  });
});

async function start(options?: NotificationsOptions): Promise<TestingModule> {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/notifications-${randomUUID()}`;
  app = await Test.createTestingModule({ imports: [NotificationsModule.register(options)] })
    .overrideProvider(Config)
    .useValue(aConfig({ MONGO_URI: uri.href, AWS_ENDPOINT_URL_SES: sesUrl }))
    .compile();
  return app.init();
}
