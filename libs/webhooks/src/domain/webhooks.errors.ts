import { DomainError } from '@app/contracts';

export function unacceptableUrl(): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'unacceptable_webhook_url',
    message: 'The url must be an https address of at most 2048 characters, without user, password and fragment.',
  });
}

/** The same whatever the reason: it must tell nobody what there is in our network. */
export function unreachableUrl(): DomainError {
  return new DomainError({
    kind: 'unprocessable',
    code: 'unreachable_webhook_url',
    message: 'The url must be https, and its host must be known and have public addresses only.',
  });
}

export function tooManyWebhooks(most: number): DomainError {
  return new DomainError({ kind: 'conflict', code: 'too_many_webhooks', message: `You have ${most} webhooks, which is the most.` });
}

export function notForEverybodysOrders(): DomainError {
  return new DomainError({
    kind: 'forbidden',
    code: 'forbidden',
    message: 'Only administrators can be told of everybody\'s orders.',
  });
}

export function webhookNotFound(): DomainError {
  return new DomainError({ kind: 'not_found', code: 'webhook_not_found', message: 'There is no such webhook.' });
}

export function webhookDisabled(): DomainError {
  return new DomainError({ kind: 'conflict', code: 'webhook_disabled', message: 'The webhook is disabled. Enable it first.' });
}
