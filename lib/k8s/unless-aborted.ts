import 'server-only';

/**
 * The promise's outcome, or the signal's reason as soon as it aborts. The HTTP client notices a signal only once a connection stands: a server
 * that takes connections and does not finish the TLS handshake would hold every deadline up. What comes too late is handed to `discard`.
 */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>, discard: (late: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let given = false;
    const onAbort = () => {
      given = true;
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        if (given) discard(value);
        else resolve(value);
      },
      (cause) => {
        signal.removeEventListener('abort', onAbort);
        reject(cause);
      },
    );
  });
}
