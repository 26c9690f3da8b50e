import { Injectable, Logger, OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { Config, failureReasonOf } from '@app/platform';
import { Recipient } from '../domain/notification';
import { permanentlyRefused, sentTooLate } from '../domain/notifications.errors';
import { RenderedMessage } from '../domain/rendered-message';
import { singleLine } from '../domain/single-line';
import { DeliveryReceipt, DeliveryTags, NotificationChannel } from '../ports/notification-channel';
import { sesAddress } from './ses-address';
import { isFinalRefusal, isThrottling, isUnknownOutcome, reasonOf } from './ses-refusal';
import { SesSendRate } from './ses-send-rate';

/**
 * E-mail through Amazon SES, at SES's own send rate. One request a message, within six seconds of its turn: SES has no
 * idempotency token, so a retry of the SDK's own could send twice behind our back. When the connection is lost before
 * the answer, the message may be out: it counts as not sent, and can arrive twice.
 */
@Injectable()
export class SesEmailChannel extends NotificationChannel implements OnModuleDestroy, OnApplicationShutdown {
  override readonly name = 'email';

  private readonly logger = new Logger(SesEmailChannel.name);
  private readonly ses: SESClient;
  private readonly rate: SesSendRate;

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
    this.rate = new SesSendRate(this.ses);
  }

  override get atOnce(): number {
    return this.rate.atOnce;
  }

  override async deliver(
    recipient: Recipient,
    message: RenderedMessage,
    tags: DeliveryTags,
    notAfter: number,
  ): Promise<DeliveryReceipt> {
    const command = this.commandFor(sesAddress(recipient.email), message, tags);
    await this.rate.turn();
    if (performance.now() > notAfter) {
      throw sentTooLate();
    }
    try {
      const { MessageId: messageId = '' } = await this.ses.send(command);
      return { messageId };
    } catch (error) {
      this.heed(error, tags);
      throw isFinalRefusal(error) ? permanentlyRefused(reasonOf(error), error) : error;
    }
  }

  onModuleDestroy(): void {
    this.rate.stop();
  }

  onApplicationShutdown(): void {
    this.ses.destroy();
  }

  private heed(error: unknown, tags: DeliveryTags): void {
    if (isThrottling(error)) {
      this.rate.slowDown();
    }
    if (isUnknownOutcome(error)) {
      this.logger.warn(
        { ...tags, reason: failureReasonOf(error) },
        'email_unknown_outcome: SES may have taken a message that is sent again later',
      );
    }
  }

  private commandFor(address: string, { subject, text, html }: RenderedMessage, { orderId, eventId }: DeliveryTags): SendEmailCommand {
    return new SendEmailCommand({
      Source: this.config.SES_EMAIL,
      Destination: { ToAddresses: [address] },
      Message: { Subject: utf8(singleLine(subject)), Body: { Text: utf8(text), Html: utf8(html) } },
      Tags: Object.entries({ ...(orderId && { orderId }), eventId }).map(([Name, value]) => ({ Name, Value: tagValue(value) })),
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
