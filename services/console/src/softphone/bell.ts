let audio: AudioContext | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

/** Two soft notes, made here: no sound file to fetch at the moment it is needed. */
function chime(context: AudioContext): void {
  const start = context.currentTime;
  for (const [at, pitch] of [
    [0, 659.25],
    [0.18, 880],
    [0.6, 659.25],
    [0.78, 880],
  ] as const) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, start + at);
    loudness.gain.linearRampToValueAtTime(0.18, start + at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + at + 0.5);
    tone.connect(loudness).connect(context.destination);
    tone.start(start + at);
    tone.stop(start + at + 0.55);
  }
}

export function ring(): void {
  if (timer !== undefined) return;
  audio ??= new AudioContext();
  void audio.resume();
  const context = audio;
  chime(context);
  timer = setInterval(() => chime(context), 2400);
}

export function silence(): void {
  clearInterval(timer);
  timer = undefined;
}

/** One short note, for a reminder. */
export function knock(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = 587.33;
  loudness.gain.setValueAtTime(0.12, audio.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
  tone.connect(loudness).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
}
