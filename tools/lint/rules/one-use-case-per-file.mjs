import { nameFromFile } from '../name-from-file.mjs';

/** A use case is found by its file: `place-order.ts` exports the class `PlaceOrder`, and beside it types only. */
export default {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      missing: 'This file exports the class {{ name }} and no other',
      other: 'Beside its use case this file exports types only',
    },
  },
  create(context) {
    const name = nameFromFile(context.filename);
    return {
      Program(program) {
        const exported = program.body.filter(({ type }) => type === 'ExportNamedDeclaration');
        const values = exported.filter(({ exportKind }) => exportKind === 'value');
        const useCase = values.find(({ declaration }) => isClass(declaration, name));
        if (!useCase) {
          context.report({ node: program, messageId: 'missing', data: { name } });
        }
        values
          .filter((node) => node !== useCase)
          .forEach((node) => context.report({ node, messageId: 'other' }));
      },
    };
  },
};

function isClass(declaration, name) {
  return declaration?.type === 'ClassDeclaration' && declaration.id.name === name;
}

