import { Duplex } from 'node:stream';
import type { ExecResult } from './redis-answers';
import { takeCommand } from './resp-protocol';

interface RespOptions {
  /** Undefined = everybody may come in. */
  readonly password: () => string | undefined;
  readonly answer: (command: readonly string[]) => ExecResult;
}

/** A connection to KVRocks' own port: RESP 2, answered by what redis-cli in the container is answered by, and only after the password. */
export function openRespSession({ password, answer }: RespOptions): Duplex {
  let waiting = Buffer.alloc(0);
  let isKnown = password() === undefined;

  function reply([name = '', ...args]: readonly string[]): string {
    const command = name.toUpperCase();
    if (command === 'AUTH') {
      isKnown = args.at(-1) === password();
      return isKnown ? '+OK\r\n' : '-ERR Invalid password\r\n';
    }
    if (!isKnown) return '-NOAUTH Authentication required.\r\n';
    if (command === 'QUIT') return '+OK\r\n';
    const { stdout, stderr, exitCode } = answer([name, ...args]);
    if (exitCode !== 0) return `-${stderr.trim()}\r\n`;
    const text = stdout.replace(/\n$/, '');
    if (text === 'OK' || text === 'PONG') return `+${text}\r\n`;
    return command === 'CONFIG' ? array(text === '' ? [] : text.split('\n')) : bulk(text);
  }

  const session = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      waiting = Buffer.concat([waiting, chunk]);
      try {
        for (let taken = takeCommand(waiting); taken; taken = takeCommand(waiting)) {
          waiting = waiting.subarray(taken.bytes);
          if (taken.command.length > 0) session.push(reply(taken.command));
        }
      } catch {
        session.push('-ERR Protocol error\r\n');
        session.push(null);
      }
      done();
    },
    final(done) {
      session.push(null);
      done();
    },
  });
  return session;
}

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
const array = (texts: readonly string[]) => `*${texts.length}\r\n${texts.map(bulk).join('')}`;
