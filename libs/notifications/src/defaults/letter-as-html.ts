import { Html, html } from './html';
import { Letter, LetterLine } from './letter';

const cell = 'padding:12px 0;border-top:1px solid #e5e7eb;vertical-align:top';

/** The letter as mail clients take it: tables and inline styles only, nothing loaded from anywhere, no links. */
export function letterAsHtml({ subject, heading, paragraphs, lines, total, closing }: Letter): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${subject}</title>
</head>
<body style="margin:0;padding:0;background-color:#f3f4f6;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f4f6">
<tr><td align="center" style="padding:32px 12px;">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:560px;border-radius:8px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#1f2937;">
<tr><td style="padding:32px 32px 8px;">
<h1 style="margin:0 0 16px;font-size:24px;line-height:32px;color:#111827;">${heading}</h1>
${paragraphs.map((paragraph) => html`<p style="margin:0 0 16px;">${paragraph}</p>\n`)}</td></tr>
${lines.length > 0 ? tableOf(lines, total) : html``}<tr><td style="padding:8px 32px 32px;font-size:13px;line-height:20px;color:#6b7280;">${closing}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`;
  return page.toString();
}

function tableOf(lines: readonly LetterLine[], total: string | undefined): Html {
  return html`<tr><td style="padding:0 32px 16px;">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px;color:#1f2937;">
${lines.map(rowOf)}${total === undefined ? html`` : totalRow(total)}</table>
</td></tr>
`;
}

function rowOf({ title, note, amount = '' }: LetterLine): Html {
  return html`<tr>
<td style="${cell};"><strong>${title}</strong><br><span style="font-size:13px;color:#6b7280;">${note}</span></td>
<td align="right" style="${cell};padding-left:16px;white-space:nowrap;">${amount}</td>
</tr>
`;
}

function totalRow(total: string): Html {
  return html`<tr>
<td style="${cell};"><strong>Total</strong></td>
<td align="right" style="${cell};padding-left:16px;white-space:nowrap;"><strong>${total}</strong></td>
</tr>
`;
}
