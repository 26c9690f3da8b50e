import { singleLine } from '../domain/single-line';
import { Letter, LetterLine } from './letter';

/** The letter as plain text. Every value stays on its own line, so that nobody's name can pass for a line of ours. */
export function letterAsText({ heading, paragraphs, lines, total, closing }: Letter): string {
  const blocks = [
    [heading],
    ...paragraphs.map((paragraph) => [paragraph]),
    lines.flatMap(linesOf),
    total === undefined ? [] : [`Total: ${total}`],
    [closing],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(singleLine).join('\n'))
    .join('\n\n');
}

function linesOf({ title, note, amount }: LetterLine): string[] {
  return [`- ${title}`, amount === undefined ? note : `${note}: ${amount}`];
}
