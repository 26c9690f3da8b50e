import { builtinRules } from 'eslint/use-at-your-own-risk';

const coreRule = builtinRules.get('max-lines-per-function');
const testBlock = /^(describe|it|test)$/;

/** The core rule for test files: a function that is handed to `describe` or `it`, or that holds such, is a chapter. */
export default {
  meta: coreRule.meta,
  create(context) {
    return coreRule.create(
      Object.create(context, {
        report: { value: (problem) => isChapter(problem.node) || context.report(problem) },
      }),
    );
  },
};

/** The core rule reports a method as a whole, and anything else as its function. */
function isChapter(reported) {
  const { parent, body } = reported.value ?? reported;
  const statements = body.type === 'BlockStatement' ? body.body : [];
  return isTestBlock(parent) || statements.some(({ expression }) => isTestBlock(expression));
}

function isTestBlock(node) {
  return node?.type === 'CallExpression' && testBlock.test(rootName(node.callee));
}

/** `it` of `it.each(table)('…', …)`. */
function rootName(callee) {
  const inner = callee.object ?? callee.callee ?? callee.tag;
  return inner ? rootName(inner) : callee.name;
}
