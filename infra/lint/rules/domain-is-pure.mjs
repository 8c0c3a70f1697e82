/**
 * Domain gets time, ids and chance as arguments: no clock, no randomness, no timers, no network.
 * Constructing a date from a given instant is fine; asking for the present one is not.
 */
const members = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now', 'timeOrigin'],
  crypto: ['randomUUID', 'getRandomValues', 'randomBytes', 'randomInt'],
  Temporal: ['Now'],
};
const globals = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'];

export const domainIsPure = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { impure: '{{what}} makes a decision depend on when or where it runs. Take it as an argument.' },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'impure', data: { what } });
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'new Date()');
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node, 'Date()');
        if (globals.includes(node.callee.name)) report(node, `${node.callee.name}()`);
      },
      MemberExpression(node) {
        const owner = node.object.type === 'MemberExpression' ? nameOf(node.object.property) : node.object.name;
        const member = nameOf(node.property);
        if (Object.hasOwn(members, owner ?? '') && members[owner].includes(member)) report(node, `${owner}.${member}`);
      },
      VariableDeclarator(node) {
        const taken = Object.hasOwn(members, node.init?.name ?? '') && node.id.type === 'ObjectPattern' ? node.id.properties : [];
        const impure = taken.map((property) => property.key?.name).filter((name) => members[node.init.name].includes(name));
        if (impure.length > 0) report(node, `${node.init.name}.${impure[0]}`);
      },
    };
  },
};

const nameOf = (node) => node.name ?? node.value;
