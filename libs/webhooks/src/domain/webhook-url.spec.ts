import { parseWebhookUrl } from './webhook-url';

describe('the address of a webhook', () => {
  it.each([
    ['https://Shop.Example/hooks?a=1', 'https://shop.example/hooks?a=1'],
    ['http://0x7f.1:80/', 'http://127.0.0.1/'],
    ['https://[::ffff:7f00:1]/', 'https://[::ffff:7f00:1]/'],
  ])('%s is called as %s', (text, called) => expect(parseWebhookUrl(text).href).toBe(called));

  it.each([
    'file:///etc/passwd',
    'gopher://shop.example/',
    'javascript:alert(1)',
    'https://ann@shop.example/',
    'https://:secret@shop.example/',
    'https://shop.example/#part',
    'https://',
    'shop.example',
    '//shop.example',
    `https://shop.example/${'x'.repeat(2048)}`,
  ])('%.60s is none', (text) => {
    expect(() => parseWebhookUrl(text)).toThrow(expect.objectContaining({ code: 'unacceptable_webhook_url', kind: 'invalid' }));
  });
});
