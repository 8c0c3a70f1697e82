/**
 * The extension of a desk phone at a PBX: the user part of its address; null for an address that has none. The database finds a telephone by the same
 * rule (`devices_extension_idx`).
 * Source: RFC 3261, 19.1.1 (SIP URI: userinfo before `@`, a password after `:`)
 */
export function extensionOf(address: string): string | null {
  return /^sips?:([^@;:]+)/.exec(address)?.[1] ?? null;
}
