import { useRouter } from '@tanstack/react-router';
import { Trouble } from '../parts/states.js';

/** A page that could not be opened at all. */
export function PageTrouble({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return <Trouble error={error} again={again} />;
}
