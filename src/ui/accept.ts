/** What the file choosers offer first. */
export const ACCEPT =
  '.csv,.tsv,.txt,.tab,.psv,.xlsx,.xlsm,.parquet,.json,.ndjson,.jsonl,.gz,.zip,.enclave,text/csv,text/tab-separated-values,text/plain';
