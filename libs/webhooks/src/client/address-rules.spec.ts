import { AddressRules } from './address-rules';

const notPublic = [
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '192.0.0.1'],
  ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1'],
  ...['::7f00:1', '64:ff9b:1::7f00:1', 'fec0::1', '3fff::1', '5f00::1', '100:0:0:1::1'],
];
const isPublic = ['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111'];

describe('where webhooks may lead', () => {
  const rules = new AddressRules();

  it.each(isPublic)('is %s, encrypted only', (address) => {
    expect([rules.allows(address, true), rules.allows(address, false)]).toEqual([true, false]);
  });

  it.each(notPublic)('is not %s', (address) => {
    expect([rules.allows(address, true), rules.allows(address, false)]).toEqual([false, false]);
  });

  it.each(['', 'localhost', '1.2.3', '127.0.0.1 '])('is not %j, which is no address', (text) => expect(rules.allows(text, true)).toBe(false));

  it('is what the operator names, encrypted or not, and nothing beside it', () => {
    const named = new AddressRules(['127.0.0.1', '10.1.0.0/16', 'fd00::/8']);
    for (const address of ['127.0.0.1', '10.1.2.3', 'fd00::7', '::ffff:10.1.2.3']) {
      expect([address, named.allows(address, false)]).toEqual([address, true]);
    }
    for (const address of ['127.0.0.2', '10.2.0.1', 'fe80::1', '169.254.169.254']) {
      expect([address, named.allows(address, true)]).toEqual([address, false]);
    }
  });
});
