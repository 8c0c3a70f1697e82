const MOST_POINTS = 800;
const FIRST_BUCKET_FRAMES = 32;

type Samples = { channels: number; bytesPerSample: number; encoding?: 'pcm' | 'mulaw' };

/**
 * The loudest moment of each stretch, per channel, while the samples pass by: at most 800 points, however long it gets. When they are full,
 * neighbours are put together and a point stands for twice the time. Little-endian PCM of one or two bytes, or µ-law; pieces end at whole frames.
 */
export function makePeaks({ channels, bytesPerSample, encoding = 'pcm' }: Samples) {
  let bucketFrames = FIRST_BUCKET_FRAMES;
  let points: number[][] = Array.from({ length: channels }, () => []);
  let current = new Float64Array(channels);
  let frames = 0;

  function closeBucket(): void {
    points.forEach((channel, index) => {
      channel.push(current[index] ?? 0);
    });
    current = new Float64Array(channels);
    frames = 0;
    if ((points[0]?.length ?? 0) < MOST_POINTS) return;
    points = points.map((channel) =>
      Array.from({ length: channel.length / 2 }, (_, at) => Math.max(channel[2 * at] ?? 0, channel[2 * at + 1] ?? 0)),
    );
    bucketFrames *= 2;
  }

  return {
    push(bytes: Uint8Array): void {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const frameBytes = channels * bytesPerSample;
      for (let at = 0; at + frameBytes <= bytes.length; at += frameBytes) {
        for (let channel = 0; channel < channels; channel += 1) {
          const offset = at + channel * bytesPerSample;
          const level = encoding === 'mulaw' ? mulawLevel(view.getUint8(offset)) : pcmLevel(view, offset, bytesPerSample);
          if (level > (current[channel] ?? 0)) current[channel] = level;
        }
        frames += 1;
        if (frames === bucketFrames) closeBucket();
      }
    },
    /** Three decimals: a screen shows no more. */
    finish(): number[][] {
      if (frames > 0) closeBucket();
      return points.map((channel) => channel.map((level) => Math.round(level * 1000) / 1000));
    },
  };
}

/** Eight-bit samples are unsigned, wider ones signed. */
function pcmLevel(view: DataView, offset: number, bytes: number): number {
  return bytes === 1 ? Math.abs(view.getUint8(offset) - 128) / 128 : Math.abs(view.getInt16(offset, true)) / 32_768;
}

/** Three bits of exponent, four of mantissa, all turned over. Source: ITU-T G.711 */
function mulawLevel(byte: number): number {
  const turned = ~byte & 0xff;
  return ((((turned & 0x0f) << 3) + 0x84) << ((turned >> 4) & 0x07)) / 32_768 - 0x84 / 32_768;
}
