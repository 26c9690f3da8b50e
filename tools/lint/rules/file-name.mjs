import { relative } from 'node:path';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const junkDrawer = /^(common|shared|utils?|helpers?)$|-(utils?|helpers?)$/;
const libIndex = /^libs\/[^/]+\/src\/index\.ts$/;

/** A name says what a file holds: kebab-case, no drawer for the rest, and an index at a lib's root only. */
export default {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      case: '"{{ segment }}" is not kebab-case',
      drawer: '"{{ segment }}" says nothing: name it after what it holds',
      index: 'An index belongs at the root of a lib only: import the file itself',
    },
  },
  create(context) {
    const path = relative(context.cwd, context.filename).replaceAll('\\', '/');
    return {
      Program(node) {
        for (const segment of path.split('/')) {
          const [stem] = segment.split('.');
          if (!kebabCase.test(segment)) {
            context.report({ node, messageId: 'case', data: { segment } });
          }
          if (junkDrawer.test(stem)) {
            context.report({ node, messageId: 'drawer', data: { segment } });
          }
        }
        if (/(^|\/)index\.ts$/.test(path) && !libIndex.test(path)) {
          context.report({ node, messageId: 'index' });
        }
      },
    };
  },
};
