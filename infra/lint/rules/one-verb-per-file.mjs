/** A file of use-cases holds one verb: it exports one function. Types, schemas and constants beside it are free. */
export const oneVerbPerFile = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { more: '{{name}} is the second function this file exports. One verb, one file.' },
  },
  create(context) {
    const exported = [];
    const isFunction = (node) => /^(Function|ArrowFunction|TSDeclareFunction)/.test(node?.type ?? '');
    const locals = new Set();
    return {
      'Program > FunctionDeclaration': (node) => locals.add(node.id.name),
      'Program > VariableDeclaration > VariableDeclarator': (node) => isFunction(node.init) && locals.add(node.id.name),
      'ExportNamedDeclaration > FunctionDeclaration': (node) => exported.push([node.id.name, node]),
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator': (node) =>
        isFunction(node.init) && exported.push([node.id.name, node]),
      'Program:exit'(program) {
        for (const statement of program.body) {
          if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
          for (const specifier of statement.specifiers) {
            if (locals.has(specifier.local.name)) exported.push([specifier.local.name, specifier]);
          }
        }
        const names = new Set(exported.slice(0, 1).map(([name]) => name));
        for (const [name, node] of exported.slice(1)) {
          if (names.has(name)) continue;
          names.add(name);
          context.report({ node, messageId: 'more', data: { name } });
        }
      },
    };
  },
};
