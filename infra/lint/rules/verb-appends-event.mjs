/**
 * A verb that changes something in a transaction appends an event or an audit row in it: whatever changes is told and can be
 * accounted for. What a transaction does is told by the names of what it hands its connection to: only `find…`, `get…`, `list…` and their
 * like read. Functions of the same file are looked through.
 *
 * Option `except`: file names of verbs that change nothing anybody is told of (leases, heartbeats, relay marks). Option `appends`: functions
 * that append without saying so, because they save and append in one statement.
 */
const opens = /^(?:(?:with|in|runIn|begin|house)T|t)ransaction(?:As|OfHouse)?$/;
const appending = /^append|AndAppend/;
const reads = /^(?:must)?(?:find|get|list|count|read|search|load|present|describe|has|is|heads?|hide)(?=[A-Z])/i;

const names = { type: 'array', items: { type: 'string' } };

export const verbAppendsEvent = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { except: names, appends: names }, additionalProperties: false }],
    messages: { silent: 'This transaction appends no event and no audit row: nobody will know what changed.' },
  },
  create(context) {
    const file = context.filename.split(/[\\/]/).at(-1);
    const { except = [], appends = [] } = context.options[0] ?? {};
    if (except.includes(file)) return {};
    const functions = new Map();
    const transactions = [];
    const remember = (name, declared) => name && functions.set(name, declared);
    return {
      FunctionDeclaration: (node) => remember(node.id?.name, node),
      VariableDeclarator: (node) => isFunction(node.init) && remember(node.id.name, node.init),
      CallExpression: (node) => opens.test(calledName(node)) && transactions.push(node),
      'Program:exit'() {
        const { visitorKeys } = context.sourceCode;
        for (const node of transactions) {
          const called = new Set();
          const search = { functions, visitorKeys, called, connections: new Set(), seen: new Set() };
          for (const work of node.arguments) collectFromWork(work, search);
          const onlyReads = called.size > 0 && [...called].every((name) => reads.test(name));
          const tells = [...called].some((name) => appending.test(name) || appends.includes(name));
          if (!onlyReads && !tells) context.report({ node, messageId: 'silent' });
        }
      },
    };
  },
};

/** The work of a transaction: a function written in place, one of this file, or one from elsewhere, known by name alone. */
function collectFromWork(work, search) {
  if (isFunction(work)) collectFromFunction(work, search);
  else if (work.type !== 'Identifier') collect(work, search);
  else if (search.functions.has(work.name)) collectFromFunction(search.functions.get(work.name), search);
}

function collectFromFunction(declared, search) {
  if (search.seen.has(declared)) return;
  search.seen.add(declared);
  const [connection] = declared.params;
  if (connection?.type === 'Identifier') search.connections.add(connection.name);
  collect(declared.body, search);
}

/** Collects the names of what is called with the connection, below `node` and in the functions of this file that are handed it. */
function collect(node, search) {
  const { functions, visitorKeys, called, connections } = search;
  if (node.type === 'CallExpression' && node.arguments.some((argument) => connections.has(argument.name))) {
    const name = calledName(node);
    if (functions.has(name)) collectFromFunction(functions.get(name), search);
    else called.add(name);
  }
  for (const child of (visitorKeys[node.type] ?? []).flatMap((key) => node[key] ?? [])) collect(child, search);
}

const isFunction = (node) => /^(?:Function|ArrowFunction)/.test(node?.type ?? '');
const calledName = (node) => node.callee.name ?? node.callee.property?.name ?? '';
