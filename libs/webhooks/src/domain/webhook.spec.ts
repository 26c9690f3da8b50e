import { isGivenUp, signingSecrets, Webhook } from './webhook';

const now = new Date('2026-02-10T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('a webhook', () => {
  it('is given up after five days without a success', () => {
    expect(isGivenUp({} as Webhook, now)).toBe(false);
    expect(isGivenUp({ failingSince: daysAgo(4.99) } as Webhook, now)).toBe(false);
    expect(isGivenUp({ failingSince: daysAgo(5) } as Webhook, now)).toBe(true);
  });

  it('is signed with the replaced secret, too, for as long as that is good', () => {
    const secrets = [{ sealed: 'new' }, { sealed: 'replaced', until: new Date('2026-02-10T12:00:01Z') }, { sealed: 'over', until: now }];
    expect(signingSecrets({ secrets } as unknown as Webhook, now).map(({ sealed }) => sealed)).toEqual(['new', 'replaced']);
  });
});
