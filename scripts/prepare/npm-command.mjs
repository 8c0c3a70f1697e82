/** How to run npm. Under `npm start` the running one is named in the environment; it need not be the one on the PATH. */
export function npmCommand() {
  return process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
}
