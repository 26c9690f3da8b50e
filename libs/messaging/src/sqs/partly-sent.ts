/** Whether SQS may not have the entry of a batch whose sending failed: sqs-producer names those that SQS refused, unless none arrived for certain. */
export function isRefusedBy(error: unknown, entryId: string): boolean {
  const { failedMessages } = error as { failedMessages?: readonly string[] };
  return failedMessages?.includes(entryId) ?? true;
}
