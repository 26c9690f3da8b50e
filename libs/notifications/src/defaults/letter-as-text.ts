import { Letter, LetterLine } from './letter';

/** The letter as plain text: a line for each value, an empty one between blocks. */
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
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function linesOf({ title, note, amount }: LetterLine): string[] {
  return [`- ${title}`, amount === undefined ? note : `${note}: ${amount}`];
}
