import { singleLine } from '../domain/single-line';
import { Letter } from './letter';

/** The letter with each value on a line of its own, so that nobody's name can pass for a line of ours, in text or HTML. */
export function inSingleLines({ lines, paragraphs, total, ...others }: Letter): Letter {
  return {
    subject: singleLine(others.subject),
    heading: singleLine(others.heading),
    paragraphs: paragraphs.map(singleLine),
    lines: lines.map(({ title, note, amount }) => ({
      title: singleLine(title),
      note: singleLine(note),
      ...(amount !== undefined && { amount: singleLine(amount) }),
    })),
    ...(total !== undefined && { total: singleLine(total) }),
    closing: singleLine(others.closing),
  };
}
