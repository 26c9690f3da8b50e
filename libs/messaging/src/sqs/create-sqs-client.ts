import { SQSClient } from '@aws-sdk/client-sqs';
import { Config } from '@app/platform';

/** Longest wait of one receive, in seconds; a stopping process waits for its last receive to come back. */
export const receiveWaitSeconds = 5;

/** A client for the configured queues. The endpoint decides where requests go, never the host in a queue's URL. */
export function createSqsClient({ AWS_REGION, AWS_ENDPOINT_URL_SQS, awsCredentials }: Config, maxAttempts = 3): SQSClient {
  return new SQSClient({
    region: AWS_REGION,
    endpoint: AWS_ENDPOINT_URL_SQS,
    useQueueUrlAsEndpoint: false,
    credentials: awsCredentials,
    maxAttempts,
    requestHandler: { connectionTimeout: 1000, requestTimeout: (receiveWaitSeconds + 5) * 1000, throwOnRequestTimeout: true },
  });
}
