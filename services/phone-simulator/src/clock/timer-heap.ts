export interface TimerEntry {
  at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface TimerHeap {
  push(entry: TimerEntry): void;
  peek(): TimerEntry | undefined;
  pop(): TimerEntry | undefined;
  /** Moves every entry by `ms`; used when the clock is set. */
  shift(ms: number): void;
  clear(): void;
  size(): number;
}

function isBefore(a: TimerEntry, b: TimerEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A binary heap of timers, earliest first, equal instants in the order they were set. Cancelled ones are skipped. */
export function makeTimerHeap(): TimerHeap {
  let heap: TimerEntry[] = [];

  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (!a || !b) return;
    heap[i] = b;
    heap[j] = a;
  };
  const up = (start: number): void => {
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const [c, p] = [heap[child], heap[parent]];
      if (!c || !p || !isBefore(c, p)) return;
      swap(child, parent);
      child = parent;
    }
  };
  const down = (): void => {
    let parent = 0;
    for (;;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      for (const candidate of [left, right]) {
        const [c, l] = [heap[candidate], heap[least]];
        if (c && l && isBefore(c, l)) least = candidate;
      }
      if (least === parent) return;
      swap(parent, least);
      parent = least;
    }
  };
  const removeFirst = (): TimerEntry | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first && last && first !== last) {
      heap[0] = last;
      down();
    }
    return first;
  };
  const dropCancelled = (): void => {
    while (heap[0]?.cancelled) removeFirst();
  };

  return {
    push(entry) {
      heap.push(entry);
      up(heap.length - 1);
    },
    peek() {
      dropCancelled();
      return heap[0];
    },
    pop() {
      dropCancelled();
      return removeFirst();
    },
    shift(ms) {
      for (const entry of heap) entry.at += ms;
    },
    clear() {
      heap = [];
    },
    size: () => heap.filter((entry) => !entry.cancelled).length,
  };
}
