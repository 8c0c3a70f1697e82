module.exports = async () => {
  await globalThis.ringbaseTestEnvironment?.stop();
};
