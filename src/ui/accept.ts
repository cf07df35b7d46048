/** What the file choosers offer first. */
export const ACCEPT =
  '.csv,.tsv,.txt,.tab,.psv,.xlsx,.xlsm,.parquet,.json,.ndjson,.jsonl,.gz,.zip,.enclave,text/csv,text/tab-separated-values,text/plain';

/** Whether a file is a language model rather than customers, by its name. */
export const isModelFile = (name: string): boolean => /\.gguf$/iu.test(name);
