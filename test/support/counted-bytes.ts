/** A buffer that counts how often a byte of it is read by index, and how many bytes `indexOf` passes over. */
export interface CountedBytes {
  readonly bytes: Buffer;
  reads: number;
}

export function countedBytes(bytes: Buffer): CountedBytes {
  const counted = { bytes, reads: 0 };
  const handler: ProxyHandler<Buffer> = {
    get(target, key) {
      if (typeof key === 'string' && /^\d/.test(key)) {
        counted.reads += 1;
        return target[Number(key)];
      }
      if (key === 'indexOf') {
        return (value: number, from: number) => {
          const at = target.indexOf(value, from);
          counted.reads += (at === -1 ? target.length : at + 1) - from;
          return at;
        };
      }
      if (key === 'subarray') {
        return (start: number, end: number) => {
          counted.reads += end - start;
          return target.subarray(start, end);
        };
      }
      return Reflect.get(target, key, target);
    },
  };
  return Object.assign(counted, { bytes: new Proxy(bytes, handler) });
}
