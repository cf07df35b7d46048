/** The database that everything is kept in. */
export const DATABASE = 'enclave';

/**
 * Whether something may be kept on this machine: told without opening the database, so that a first
 * visit needs no code for it.
 */
export async function mayBeKept(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return true;
  }
}
