import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { Config } from '@app/platform';
import { Recipient } from '../domain/notification';
import { permanentlyRefused } from '../domain/notifications.errors';
import { RenderedMessage } from '../domain/rendered-message';
import { singleLine } from '../domain/single-line';
import { DeliveryReceipt, DeliveryTags, NotificationChannel } from '../ports/notification-channel';
import { sesAddress } from './ses-address';
import { isFinalRefusal, reasonOf } from './ses-refusal';

/**
 * E-mail through Amazon SES. One request a message, within six seconds: SES has no idempotency token,
 * so a retry of the SDK's own could send twice behind our back.
 */
@Injectable()
export class SesEmailChannel extends NotificationChannel implements OnApplicationShutdown {
  override readonly name = 'email';

  private readonly ses: SESClient;

  constructor(private readonly config: Config) {
    super();
    this.ses = new SESClient({
      region: config.AWS_REGION,
      endpoint: config.AWS_ENDPOINT_URL_SES,
      credentials: config.awsCredentials,
      maxAttempts: 1,
      // Without `throwOnRequestTimeout` the SDK only warns and goes on waiting.
      requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
    });
  }

  override async deliver(recipient: Recipient, message: RenderedMessage, tags: DeliveryTags): Promise<DeliveryReceipt> {
    const command = this.commandFor(sesAddress(recipient.email), message, tags);
    try {
      const { MessageId: messageId = '' } = await this.ses.send(command);
      return { messageId };
    } catch (error) {
      throw isFinalRefusal(error) ? permanentlyRefused(reasonOf(error), error) : error;
    }
  }

  onApplicationShutdown(): void {
    this.ses.destroy();
  }

  private commandFor(address: string, { subject, text, html }: RenderedMessage, tags: DeliveryTags): SendEmailCommand {
    return new SendEmailCommand({
      Source: this.config.SES_EMAIL,
      Destination: { ToAddresses: [address] },
      Message: { Subject: utf8(singleLine(subject)), Body: { Text: utf8(text), Html: utf8(html) } },
      Tags: Object.entries(tags).map(([Name, value]) => ({ Name, Value: tagValue(value) })),
    });
  }
}

function utf8(Data: string): { Data: string; Charset: string } {
  return { Data, Charset: 'UTF-8' };
}

/** SES takes letters, digits, `_` and `-`, 256 at most: https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
function tagValue(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 256);
}
