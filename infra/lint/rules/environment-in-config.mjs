/** `process.env` is read in a `config.ts` and nowhere else, so that one file tells what a process can be told. */
export const environmentInConfig = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { elsewhere: 'Only a config.ts reads the environment. Take what you need as an argument.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'elsewhere' });
    const isProcess = (node) =>
      (node.type === 'Identifier' && node.name === 'process') ||
      (node.type === 'MemberExpression' && nameOf(node.property) === 'process' && node.object.name === 'globalThis');
    return {
      MemberExpression(node) {
        if (isProcess(node.object) && nameOf(node.property) === 'env') report(node);
      },
      VariableDeclarator(node) {
        if (node.init && isProcess(node.init) && node.id.type === 'ObjectPattern' && node.id.properties.some(takesEnv)) report(node);
      },
      ImportDeclaration(node) {
        const takes = node.specifiers.some((specifier) => specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'env');
        if (/^(node:)?process$/.test(node.source.value) && takes) report(node);
      },
    };
  },
};

const takesEnv = (property) => property.type === 'RestElement' || nameOf(property.key) === 'env';
const nameOf = (node) => node.name ?? node.value;
