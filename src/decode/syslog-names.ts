import { type FixedText, fixedText } from './feed.js';

/** By number: RFC 5424, table 1, with the names that syslog.conf and logger(1) have for them. */
export const facilities: readonly FixedText[] = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp'],
  ...['ntp', 'audit', 'alert', 'clock'],
  ...['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
].map(fixedText);

/** By number: RFC 5424, table 2. */
export const severities: readonly FixedText[] = [
  ...['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'],
].map(fixedText);
