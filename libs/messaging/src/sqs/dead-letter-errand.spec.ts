import { DeadLetterErrand } from './dead-letter-errand';
import { HeldLetter } from './dead-letter-queue';

const letter = (id: string): HeldLetter => ({ id, receipt: '', body: '', sentAt: new Date(0), receives: 1 });

describe('what became of letters', () => {
  it('is well where the queue took later what it had refused before', () => {
    const errand = new DeadLetterErrand('all');
    errand.note([letter('1'), letter('2')], [letter('1')]);
    errand.note([letter('2')], [letter('2')]);
    expect(errand.outcome()).toBe(2);
  });

  it('is that some are still there, each counted once, however often it was refused', () => {
    const errand = new DeadLetterErrand('all');
    errand.note([letter('1')], []);
    errand.note([letter('1')], []);
    expect(() => errand.outcome()).toThrow('The queue refused 1 of the letters');
  });
});
