import { nameFromFile } from '../name-from-file.mjs';

/** A token imported as a type is gone at run time: Nest would be asked to inject `Object`. */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { token: '{{ name }} is an injection token: import it as a value, not as a type' },
  },
  create(context) {
    const typeOnly = new Map();
    const report = (node, name) => context.report({ node, messageId: 'token', data: { name } });
    return {
      ImportDeclaration(node) {
        for (const specifier of node.specifiers.filter((one) => isTypeOnly(one, node))) {
          const { name } = specifier.local;
          if (name === portIn(node.source.value, context.filename)) {
            report(specifier, name);
          } else {
            typeOnly.set(name, specifier);
          }
        }
      },
      'MethodDefinition[kind="constructor"]'({ value, parent: { parent: owner } }) {
        for (const name of owner.decorators.length > 0 ? value.params.map(injectedType) : []) {
          if (typeOnly.has(name)) {
            report(typeOnly.get(name), name);
          }
        }
      },
    };
  },
};

function isTypeOnly(specifier, declaration) {
  return declaration.importKind === 'type' || specifier.importKind === 'type';
}

/** The port that a file in `ports/` is named after. */
function portIn(source, importer) {
  const isPort = /\/ports\//.test(source) || (/^\.\/[^/]+$/.test(source) && /\/ports\/[^/]+$/.test(importer));
  return isPort ? nameFromFile(source) : undefined;
}

/** The class a constructor parameter asks for, unless `@Inject(…)` names the token itself. */
function injectedType(parameter) {
  const { decorators, typeAnnotation } = parameter.parameter ?? parameter;
  const isNamed = [...decorators, ...parameter.decorators].some(isInject);
  return isNamed ? undefined : typeAnnotation?.typeAnnotation.typeName?.name;
}

function isInject({ expression }) {
  return expression.callee?.name === 'Inject';
}
