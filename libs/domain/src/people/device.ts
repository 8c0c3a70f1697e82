export const deviceKinds = ['browser', 'sip', 'mobile'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A telephone of a person. `address` is a client identity, a `sip:` URI or an E.164 number, by kind. */
export type Device = { id: string; kind: DeviceKind; address: string };
