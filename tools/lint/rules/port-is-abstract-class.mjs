import { nameFromFile } from '../name-from-file.mjs';

const typeOnly = ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration)';
const method = ':matches(TSMethodSignature, TSPropertySignature > TSTypeAnnotation > TSFunctionType)';

/** Behaviour in `ports/` is an abstract class, which outlives compilation and is its own token; data may be a type. */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      interface: 'A port is an abstract class, not an interface: {{ name }} has methods',
      concrete: 'ports/ holds no implementation: make {{ name }} abstract, or move it to defaults/ or a technology',
    },
  },
  create(context) {
    const port = nameFromFile(context.filename);
    const report = (messageId) => (node) => context.report({ node, messageId, data: { name: node.id.name } });
    return {
      [`ExportNamedDeclaration > ${typeOnly}:has(${method})`]: report('interface'),
      'ExportNamedDeclaration > ClassDeclaration[abstract!=true]'(node) {
        if (node.id.name === port || node.superClass || node.implements.length > 0) {
          report('concrete')(node);
        }
      },
    };
  },
};
