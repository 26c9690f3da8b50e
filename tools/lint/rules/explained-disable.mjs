/** Whoever switches a rule off says why: `// eslint-disable-next-line some-rule -- the reason`. */
export default {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { unexplained: 'Say why after two dashes: `{{ directive }} some-rule -- the reason`' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const [, directive] = /^\s*(eslint(?:-disable(?:-next-line|-line)?)?)(?=\s|$)/.exec(comment.value) ?? [];
          if (directive && !/\s-{2,}\s+\S/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'unexplained', data: { directive } });
          }
        }
      },
    };
  },
};
