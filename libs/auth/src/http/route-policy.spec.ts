import { Authenticated } from './authenticated';
import { Public } from './public';
import { Roles } from './roles';
import { policyOf } from './route-policy';

@Roles('admin')
class Declared {
  @Public()
  open(): void {}

  @Authenticated()
  forUsers(): void {}

  closed(): void {}
}

class Undeclared {
  forgotten(): void {}
}

const of = (handler: () => void, controller: new () => object) => policyOf([handler, controller]);

describe('the policy of a route', () => {
  it("is its own, or else its controller's", () => {
    const { open, forUsers, closed } = Declared.prototype;
    expect([open, forUsers, closed].map((handler) => of(handler, Declared))).toEqual(['public', 'authenticated', ['admin']]);
  });

  it('is none where nothing is declared', () => {
    expect(of(Undeclared.prototype.forgotten, Undeclared)).toBeUndefined();
  });

  it('is declared once in a place: no order of decorators opens what one of them closes', () => {
    const twice = () => {
      class Contradiction {
        @Public()
        @Roles('admin')
        read(): void {}
      }
      return Contradiction;
    };
    expect(twice).toThrow('read declares two policies');
  });
});
