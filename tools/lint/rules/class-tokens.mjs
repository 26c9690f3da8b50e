const constant = /^[A-Z][A-Z0-9_]*$/;
const ownModule = /^(\.|@app\/)/;

/** A class is its own injection token, so that a token cannot be mistyped or be bound to the wrong shape. */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { token: 'A port is an abstract class and its own token: no string, symbol or constant' },
  },
  create(context) {
    const check = (node) => {
      if (node && isWeakToken(node, context.sourceCode)) {
        context.report({ node, messageId: 'token' });
      }
    };
    return {
      'Property[key.name="provide"]': ({ value }) => check(value),
      'Property[key.name="inject"] > ArrayExpression': ({ elements }) => elements.forEach(check),
      'Decorator > CallExpression[callee.name="Inject"]': ({ arguments: [token] }) => check(token),
    };
  },
};

function isWeakToken(node, sourceCode) {
  if (node.type === 'Identifier') {
    return isOwnConstant(node, sourceCode);
  }
  return node.type === 'TemplateLiteral' || typeof node.value === 'string' || isSymbol(node);
}

/** Nest's own constants, such as `APP_GUARD`, come from packages and stay allowed. */
function isOwnConstant(identifier, sourceCode) {
  const [definition] = variableOf(identifier, sourceCode)?.defs ?? [];
  if (definition?.type === 'ImportBinding') {
    return constant.test(identifier.name) && ownModule.test(definition.parent.source.value);
  }
  const value = definition?.node.init;
  return Boolean(value) && isWeakToken(value, sourceCode);
}

function isSymbol({ type, callee }) {
  return type === 'CallExpression' && (callee.name ?? callee.object?.name) === 'Symbol';
}

function variableOf(identifier, sourceCode) {
  for (let scope = sourceCode.getScope(identifier); scope; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable) {
      return variable;
    }
  }
  return undefined;
}
