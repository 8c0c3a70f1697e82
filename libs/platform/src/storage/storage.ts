import type { Readable } from 'node:stream';
import { DomainError } from '@ringbase/domain';

export interface Stored {
  bytes: number;
  /** Of the bytes as they were written, hexadecimal. */
  sha256: string;
}

export interface StoredInfo {
  bytes: number;
  modifiedAt: Date;
}

/** First and last byte, both included. */
export interface StoredRange {
  start: number;
  end: number;
}

/** Where recordings and other files live. Keys are paths of plain names: `recordings/2026/03/<id>.wav`. */
export interface Storage {
  /**
   * Writes all of a stream or nothing: the key shows the old content until the new is safe on the disk. Throws
   * PAYLOAD_TOO_LARGE past `maxBytes`, UNAVAILABLE when the disk is full or gone, and whatever the stream fails with.
   */
  put(key: string, content: Readable, options: { maxBytes: number }): Promise<Stored>;
  /** Throws NOT_FOUND. */
  open(key: string, range?: StoredRange): Promise<Readable>;
  /** Null when there is nothing under the key. */
  find(key: string): Promise<StoredInfo | null>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Throws when nothing can be written: for readiness. */
  check(): Promise<void>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Splits a key into its names; throws INVALID for one that could lead anywhere else. */
export function parseKey(key: string): string[] {
  const names = key.split('/');
  if (names.length > 10 || names.some((name) => !NAME.test(name) || name.endsWith('.') || name.endsWith('.part'))) {
    throw new DomainError('INVALID', 'This is no key of a stored file');
  }
  return names;
}
