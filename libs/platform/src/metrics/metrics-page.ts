import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { Config } from '../config/config';
import { Metrics } from './metrics';

/** What `GET /metrics` answers: everybody, or with `METRICS_TOKEN` set only who sends it. */
@Injectable()
export class MetricsPage {
  private readonly expected: Buffer | undefined;

  constructor(
    { METRICS_TOKEN }: Config,
    private readonly metrics: Metrics,
  ) {
    this.expected = METRICS_TOKEN === undefined ? undefined : digestOf(`Bearer ${METRICS_TOKEN}`);
  }

  /** @throws DomainError `metrics_token_required` (unauthenticated), after the same time however much of the token is right. */
  async text(authorization = ''): Promise<string> {
    if (this.expected && !timingSafeEqual(digestOf(authorization), this.expected)) {
      throw new DomainError({
        kind: 'unauthenticated',
        code: 'metrics_token_required',
        message: 'Metrics are for who sends their token: Authorization: Bearer <token>.',
      });
    }
    return this.metrics.text();
  }
}

/** Of the same length whatever it is of. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
