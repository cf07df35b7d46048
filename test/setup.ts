// A random choice without a seed would make results differ from run to run; here it fails at once.
Math.random = () => {
  throw new Error('Math.random was called: take the seed of the plan');
};
