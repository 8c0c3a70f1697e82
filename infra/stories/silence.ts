import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '@ringbase/testing';

const RATE = 8000;

/** Silence as a WAV of 8,000 samples a second. */
export function silence(seconds: number): Buffer {
  const bytes = Math.round(seconds * RATE) * 2;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

/** A sound of a department's as if somebody had uploaded it, in a house that keeps its files in this directory. */
export async function addSilence(sql: Sql, directory: string, of: { id: string; departmentId: string; uploadedBy: string }): Promise<void> {
  const wav = silence(2);
  const key = `sounds/${of.id}.wav`;
  await mkdir(join(directory, 'storage', 'sounds'), { recursive: true });
  await writeFile(join(directory, 'storage', key), wav);
  await sql.insert('sounds', [
    {
      id: of.id,
      department_id: of.departmentId,
      name: 'Piano',
      storage_key: key,
      bytes: wav.length,
      sha256: createHash('sha256').update(wav).digest('hex'),
      duration_seconds: 2,
      uploaded_by: of.uploadedBy,
      uploaded_at: new Date(),
    },
  ]);
}
