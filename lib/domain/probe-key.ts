/** The key the write probe sets in KVRocks, with one second to live. */
export const PROBE_KEY = '__loupe_probe';
