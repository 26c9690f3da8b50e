import { html } from './html';

describe('html', () => {
  it('escapes whatever is not yet Html, in text and in quoted attributes', () => {
    expect(html`<p title="${`"&'`}">${'<script>'}${1}</p>`.toString()).toBe('<p title="&quot;&amp;&#39;">&lt;script&gt;1</p>');
  });

  it('takes Html as it is, one or many, without escaping twice', () => {
    const items = ['<', '&'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${html`<li>last</li>`}</ul>`.toString()).toBe('<ul><li>&lt;</li><li>&amp;</li><li>last</li></ul>');
  });

  it('is not deceived by an object that prints as markup', () => {
    const forged = { markup: '<b>', toString: () => '<b>' } as unknown as string;
    expect(html`${forged}${[forged] as unknown as string}`.toString()).toBe('&lt;b&gt;&lt;b&gt;');
  });
});
