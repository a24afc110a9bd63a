/**
 * Logging: silent unless a host sets a sink or IMALINK_DEBUG names the scope. Messages are constants, facts are
 * fields; file paths only at debug level.
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogSink = (entry: {
  readonly level: LogLevel;
  readonly scope: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}) => void;

let sink: LogSink = () => undefined;

/** The host decides where log entries go; the last call wins. */
export function setLogSink(next: LogSink): void {
  sink = next;
}

export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export function createLogger(scope: string): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
      sink({ level, scope, message, fields });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
