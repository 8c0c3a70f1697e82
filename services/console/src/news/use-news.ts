import type { Change, ServerFrame } from '@ringbase/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { leaveSession } from '../client/query-client.js';
import { tellDue } from '../features/callbacks/due-news.js';
import { tellNotice } from '../features/notices/notice-store.js';
import { openCard, useCardDesk } from '../features/telephone/card-desk.js';
import { forgetRinging } from '../features/telephone/forget-ringing.js';
import { tellTaken } from '../features/telephone/tell-taken.js';
import { useTelephone } from '../softphone/use-telephone.js';
import { tabName } from '../tabs/tab-name.js';
import { followNews, unknownPosition } from './follow-news.js';
import { openNews } from './news-socket.js';
import { queriesTouched } from './queries-touched.js';
import { useLine } from './use-line.js';

/** Milliseconds between two words that we live, at least; the gateway listens to no more than two a second. */
const aliveSpacing = 1000;

/** Keeps what is shown true: one ws for the tab, its frames turned into refetches. Mounted once, by the frame. */
export function useNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let position = unknownPosition;
    let usedSince = true;
    let saidSoftphone: boolean | null = null;

    const refetch = (changes: readonly Change[]) => {
      const seen = new Set<string>();
      for (const key of changes.flatMap(queriesTouched)) {
        const name = key.join();
        if (seen.has(name)) continue;
        seen.add(name);
        void queries.invalidateQueries({ queryKey: key });
      }
    };

    const hear = (frame: ServerFrame) => {
      const step = followNews(position, frame);
      position = step.position;
      if (frame.kind === 'signed-out') return leaveSession();
      if (step.refetch === 'everything') void queries.invalidateQueries();
      else if (step.refetch !== 'nothing') refetch(step.refetch);
      if (frame.kind === 'hello') {
        // A gateway that has just come up has heard nothing of this tab. What was asked while there was no network may wait for ever.
        saidSoftphone = null;
        void queries.invalidateQueries({ queryKey: ['presence'] });
        void queries.invalidateQueries({ fetchStatus: 'fetching' });
      }
      // The lease on "this browser can be rung" lives by these answers. A timer of ours would sleep in a background tab.
      if (frame.kind === 'hello' || frame.kind === 'heartbeat') alive();
      if (frame.kind === 'ringing') void queries.invalidateQueries({ queryKey: ['ringing'] });
      if (frame.kind === 'ringing-over') {
        forgetRinging(queries, frame.callId);
        // Whoever pressed Answer in vain learns by the card who was quicker.
        void queries.invalidateQueries({ queryKey: ['call-card', frame.callId] });
      }
      if (frame.kind === 'open-card') {
        forgetRinging(queries, frame.callId);
        if (frame.tab === tabName()) openCard(frame.callId);
        else if (useCardDesk.getState().callId === frame.callId && useTelephone.getState().talk?.callId !== frame.callId)
          tellTaken(frame.callId, { kind: 'myself' });
        void queries.invalidateQueries({ queryKey: ['presence'] });
      }
      if (frame.kind === 'notice') tellNotice(frame.noticeId, frame.callId);
      if (frame.kind === 'callback-due') {
        tellDue(frame.callbackId);
        void queries.invalidateQueries({ queryKey: ['callbacks'] });
      }
    };

    const socket = openNews(tabName(), { onFrame: hear, onLine: (up) => useLine.setState({ up }) });
    let sentAt = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      const softphone = useTelephone.getState().line === 'registered';
      const wait = sentAt + aliveSpacing - Date.now();
      clearTimeout(waiting);
      // What decides where a call rings is told at once: the next one would go to the mobile.
      if (wait > 0 && softphone === saidSoftphone) {
        waiting = setTimeout(alive, wait);
        return;
      }
      sentAt = Date.now();
      saidSoftphone = socket.tell({ kind: 'alive', active: document.hasFocus() || usedSince, softphone }) ? softphone : null;
      usedSince = false;
    };
    const used = () => {
      usedSince = true;
    };
    const unsubscribe = useTelephone.subscribe((now, before) => {
      if (now.line !== before.line) alive();
    });
    const over = new AbortController();
    window.addEventListener('focus', () => alive(), { signal: over.signal });
    window.addEventListener('pointerdown', used, { signal: over.signal });
    window.addEventListener('keydown', used, { signal: over.signal });
    return () => {
      over.abort();
      clearTimeout(waiting);
      unsubscribe();
      socket.close();
    };
  }, [queries]);
}
