type ChannelLook = { waveColor: string; progressColor: string };

/** Each party in a colour of his own, one above the other; a single channel in one. */
export function waveChannels(channels: number, style: CSSStyleDeclaration): ChannelLook & { splitChannels?: ChannelLook[] } {
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const first = { waveColor: colour('--wave'), progressColor: colour('--accent') };
  const second = { waveColor: colour('--wave-other'), progressColor: colour('--mantine-color-violet-6') };
  return channels > 1 ? { ...first, splitChannels: [first, second] } : first;
}
